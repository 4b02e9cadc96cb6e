"""Taking an upload in: no more of it reaches the disk than any form here reads."""

from django.core.files.uploadhandler import TemporaryFileUploadHandler

MOST_BYTES = 26 * 2**20  # a photo may have 25 MB


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Writes the beginning of a file and only counts the rest, so that a form can say how large it was."""

    def receive_data_chunk(self, raw_data, start):
        if start < MOST_BYTES:
            self.file.write(raw_data)
