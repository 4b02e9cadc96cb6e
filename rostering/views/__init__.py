"""The pages of an import, in the order a person meets them: the file, its columns, the preview, the result."""
