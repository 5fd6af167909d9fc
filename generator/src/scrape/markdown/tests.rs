//! Pages in Markdown: what stands around the document, and which block it is.
