"""The one form pattern: fields, what is known beside them, errors, drafts, conflicts.

A form's template extends ``forms/form.html``; a field is laid out by ``{% form_field %}``.
"""
