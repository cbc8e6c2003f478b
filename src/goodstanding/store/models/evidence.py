"""What attached files hold, apart from the events that name them."""

from django.db import models


class EvidenceContent(models.Model):
    """The octets of one file; its event says name, size and SHA-256. May be erased by an event."""

    seq = models.BigIntegerField(primary_key=True)
    """The event's own number over all cases."""
    content = models.BinaryField()

    class Meta:
        db_table = "evidence_content"
