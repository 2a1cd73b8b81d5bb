"""Cases and what is on its way into their threads."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_MOMENT = sa.DateTime(timezone=True)
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "cases",
        sa.Column("number", _NUMBER, primary_key=True),
        sa.Column("reader_key", sa.String(64), sa.ForeignKey("readers.key", ondelete="CASCADE"), nullable=False),
        sa.Column("language", sa.String(32), nullable=False),
        sa.Column("topic", sa.String(64)),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("thread_id", sa.BigInteger),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("opened_at", _MOMENT, nullable=False),
        sa.Column("taken_at", _MOMENT),
        sa.Column("closed_at", _MOMENT),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_cases_reader", "cases", ["reader_key"])
    op.create_index("ix_cases_thread", "cases", ["thread_id"])
    op.create_table(
        "case_posts",
        sa.Column("id", _NUMBER, primary_key=True),
        sa.Column("case_number", _NUMBER, sa.ForeignKey("cases.number", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("message_id", sa.BigInteger),
    )
    op.create_index("ix_case_posts_case_number", "case_posts", ["case_number"])


def downgrade() -> None:
    op.drop_table("case_posts")
    op.drop_table("cases")
