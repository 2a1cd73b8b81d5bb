"""Campaigns, deliveries, consent."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_MOMENT = sa.DateTime(timezone=True)
_CAMPAIGN = "campaigns.id"


def upgrade() -> None:
    op.add_column("readers", sa.Column("place", sa.String(64)))
    op.add_column("readers", sa.Column("active_on", sa.Date))
    op.create_table(
        "subscriptions",
        sa.Column("reader_key", sa.String(64), sa.ForeignKey("readers.key", ondelete="CASCADE"), primary_key=True),
        sa.Column("theme", sa.String(64), primary_key=True),
        sa.Column("since", _MOMENT, nullable=False),
    )
    op.create_table(
        "campaigns",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("parent_id", sa.Integer, sa.ForeignKey(_CAMPAIGN)),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("about", sa.String(64), nullable=False),
        sa.Column("content", sa.String(64)),
        sa.Column("filling", sa.JSON, nullable=False),
        sa.Column("extras", sa.JSON, nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("audience", sa.JSON, nullable=False),
        sa.Column("schedule", sa.JSON),
        sa.Column("policy", sa.JSON, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(200)),
        sa.Column("next_fire_at", _MOMENT),
        sa.Column("planned_at", _MOMENT),
        sa.Column("resume_at", _MOMENT),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("started_at", _MOMENT),
        sa.Column("finished_at", _MOMENT),
        sa.UniqueConstraint("parent_id", "planned_at", name="uq_campaigns_firing"),
    )
    op.create_index("ix_campaigns_state", "campaigns", ["state"])
    op.create_table(
        "campaign_moves",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("campaign_id", sa.Integer, sa.ForeignKey(_CAMPAIGN), nullable=False),
        sa.Column("before", sa.String(16)),
        sa.Column("after", sa.String(16), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("reason", sa.String(200)),
    )
    op.create_index("ix_campaign_moves_campaign_id", "campaign_moves", ["campaign_id"])
    op.create_table(
        "media",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("file_id", sa.String(200)),
    )
    op.create_table(
        "campaign_texts",
        sa.Column("campaign_id", sa.Integer, sa.ForeignKey(_CAMPAIGN), primary_key=True),
        sa.Column("language", sa.String(32), primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
    )
    op.create_table(
        "campaign_checks",
        sa.Column("campaign_id", sa.Integer, sa.ForeignKey(_CAMPAIGN), primary_key=True),
        sa.Column("language", sa.String(32), primary_key=True),
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("by", sa.String(64), primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
    )
    op.create_table(
        "campaign_messages",
        sa.Column("campaign_id", sa.Integer, sa.ForeignKey(_CAMPAIGN), primary_key=True),
        sa.Column("language", sa.String(32), primary_key=True),
        sa.Column("text_language", sa.String(32), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("html", sa.Text, nullable=False),
        sa.Column("buttons", sa.JSON, nullable=False),
        sa.Column("media", sa.String(64), sa.ForeignKey("media.sha256")),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("campaign_id", sa.Integer, sa.ForeignKey(_CAMPAIGN), nullable=False),
        sa.Column("reader_key", sa.String(64)),
        sa.Column("language", sa.String(32), nullable=False),
        sa.Column("version", sa.String(64)),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(16)),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("lease_until", _MOMENT),
        sa.Column("owner", sa.String(32)),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("settled_at", _MOMENT),
        sa.UniqueConstraint("campaign_id", "reader_key", name="uq_deliveries_reader"),
    )
    op.create_index("ix_deliveries_state", "deliveries", ["campaign_id", "state", "due_at"])
    op.create_index("ix_deliveries_reader", "deliveries", ["reader_key", "settled_at"])
    op.create_table(
        "halts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("lifted_at", _MOMENT),
        sa.Column("lifted_by", sa.String(64)),
    )
    op.create_table(
        "duties",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("holder", sa.String(32), nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
    )


def downgrade() -> None:
    tables = ("duties", "halts", "deliveries", "campaign_messages", "campaign_checks", "campaign_texts")
    for table in (*tables, "media", "campaign_moves", "campaigns", "subscriptions"):
        op.drop_table(table)
    op.drop_column("readers", "active_on")
    op.drop_column("readers", "place")
