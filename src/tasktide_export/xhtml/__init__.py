"""The one XHTML rendering, shared by PDF, EPUB and HTML."""
