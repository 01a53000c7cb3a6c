"""Where in a page the article is, and what stands there that is not the article.

The steps in order: weed what the markup itself names as furniture
(:mod:`weeding`), find the element whose paragraphs carry most of the text
(:mod:`candidates`), clear what is left of lists of links and empty boxes inside
it (:mod:`clearing`).  Each works on the page's own tree, so that what stays
keeps all of its structure, and each removal is told.
"""
