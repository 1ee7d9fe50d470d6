"""Official documents as bytes: notices (通报), supervision letters (督办函) and badge boards.

A paper is a frozen dataclass of plain values (``papers``), made of blocks (``blocks``). ``pdf`` and
``docx`` lay the same paper out in the look of GB/T 9704-2012, whose measures stand once in
``look`` and whose fixed words stand once in ``words``; ``templates`` fills a Word template that the
county edits itself. Every paper is a draft: document number, signature and seal are given in the
official-document system, and neither a signature nor a seal is ever drawn here.
"""
