"""What readers tell us of our answers, and the traces in a chat that they may want to hide."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.add_column("readers", sa.Column("hide_word", sa.String(64)))
    op.create_table(
        "feedback",
        sa.Column("id", _NUMBER, primary_key=True),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("language", sa.String(32), nullable=False),
        sa.Column("version", sa.String(6)),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("given_on", sa.Date, nullable=False),
    )
    op.create_table(
        "questions",
        sa.Column("id", _NUMBER, primary_key=True),
        sa.Column("language", sa.String(32), nullable=False),
        sa.Column("text", sa.String(300), nullable=False),
        sa.Column("suggestions", sa.String(300), nullable=False),
        sa.Column("asked_on", sa.Date, nullable=False),
    )
    op.create_table(
        "traces",
        sa.Column(
            "reader_key", sa.String(64), sa.ForeignKey("readers.key", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("message_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_traces_left_at", "traces", ["left_at"])


def downgrade() -> None:
    op.drop_table("traces")
    op.drop_table("questions")
    op.drop_table("feedback")
    with op.batch_alter_table("readers") as readers:
        readers.drop_column("hide_word")
