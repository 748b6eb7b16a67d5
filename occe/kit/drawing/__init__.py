"""The pictures of the portal, computed: no file, no colour inside, the same in pages and in PDFs.

Every function here is pure: it takes figures and words, and gives SVG as text. Shapes carry classes and the style sheets
paint them from the tokens, so that dark, print and PDF follow. Three exceptions keep their own colours in both themes:
picture-names, secret pictures, coins and notes. A drawing that counts counts right: one stone is one thing, never rounded.

Templates never import from here: `{% load look %}` gives one tag a picture.
"""
