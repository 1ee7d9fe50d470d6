"""The programme report of a half year or a year: drafted, approved by another, published.

Words: drafting a *programme report* keeps its *frozen figures*, all eight parts of a *report span*;
later changes of the registers do not reach them. The original has number 0, a restatement the next
number, a reason and its *changed lines* against the report before. Publishing makes the files,
keeps them under their digests and seals everything with a keyed signature. By *rebuilding*
the frozen figures are laid out again and compared.
"""
