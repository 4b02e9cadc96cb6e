"""Mail as somebody reads it who looks at a terminal: to whom, what about, and the words. For the demo."""

from django.core.mail.backends import console


class EmailBackend(console.EmailBackend):
    """Django's own console mail without headers and HTML."""

    def write_message(self, message):
        """Write one mail between two thin lines."""
        line = "─" * 60
        words = (line, f"To: {', '.join(message.to)}", message.subject, "", message.body.strip(), line, "")
        self.stream.write("\n".join(words))
