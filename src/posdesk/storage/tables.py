"""The tables. Money is INTEGER đồng, quantity INTEGER thousandths, ids 16-byte BLOBs.

``at`` columns are milliseconds since 1970 UTC; ``*_on`` columns are shop-local ISO dates.
A column that is NULL is not part of a posted row's sealed content, so a later version may add
nullable columns without breaking the journal.
"""

from __future__ import annotations

from sqlalchemy import (
    BLOB,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()

# --- the shop and its people -------------------------------------------------------------------

shop = Table(
    "shop",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("created_at", Integer, nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

party = Table(
    "party",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("kind", Text, CheckConstraint("kind IN ('staff', 'customer')"), nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("phone", Text),
    Column("created_at", Integer, nullable=False),
    Column("row_version", Integer, nullable=False, server_default="1"),
    Column("address", Text),
    Column("note", Text),
    Column("debt_limit", Integer),
    Column("consent_on", Text),
    Column("archived", Integer, nullable=False, server_default="0"),
    Column("code", Text),
    Index("party_by_code", "code", unique=True, sqlite_where=text("code IS NOT NULL")),
    Index("party_by_phone", "phone", unique=True, sqlite_where=text("phone IS NOT NULL")),
)

invoice_buyer = Table(
    "invoice_buyer",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("customer_id", BLOB, ForeignKey("party.id")),
    Column("tax_code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("created_at", Integer, nullable=False),
    Index("invoice_buyer_by_tax_code", "tax_code"),
    Index("invoice_buyer_by_customer", "customer_id"),
    sqlite_with_rowid=False,
)

till = Table(
    "till",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    sqlite_with_rowid=False,
)

series = Table(
    "series",
    metadata,
    Column("name", Text, primary_key=True),
    Column("till", Text, ForeignKey("till.code"), nullable=False),
    Column("last_number", Integer, nullable=False, server_default="0"),
    sqlite_with_rowid=False,
)

# --- goods -------------------------------------------------------------------------------------

product = Table(
    "product",
    metadata,
    # The search index keys on this number; a hidden rowid may change at a VACUUM.
    Column("no", Integer, primary_key=True),
    Column("id", BLOB, nullable=False, unique=True),
    Column("sku", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("category", Text, nullable=False, server_default=""),
    Column("tax_code", Text, nullable=False, server_default=""),
    Column("weighed", Integer, nullable=False, server_default="0"),
    Column("cost", Integer),
    Column("min_stock", Integer),
    Column("maker", Text, nullable=False, server_default=""),
    Column("description", Text, nullable=False, server_default=""),
    Column("favourite", Integer, nullable=False, server_default="0"),
    Column("archived", Integer, nullable=False, server_default="0"),
    Column("row_version", Integer, nullable=False, server_default="1"),
    Column("below_zero", Text),
    Column("tile_order", Integer),
    Column("shelf", Text),
    Index("product_by_category", "category"),
    Index("product_by_name", "folded"),
)

product_photo = Table(
    "product_photo",
    metadata,
    Column("product_id", BLOB, ForeignKey("product.id"), primary_key=True),
    Column("picture", BLOB, nullable=False),
    Column("tile", BLOB, nullable=False),
)

product_unit = Table(
    "product_unit",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("product_id", BLOB, ForeignKey("product.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("factor", Integer, CheckConstraint("factor >= 1"), nullable=False),
    Column("price", Integer, CheckConstraint("price >= 0"), nullable=False),
    UniqueConstraint("product_id", "name", name="product_unit_name"),
)

barcode = Table(
    "barcode",
    metadata,
    Column("code", Text, primary_key=True),
    Column("unit_id", BLOB, ForeignKey("product_unit.id"), nullable=False),
    Index("barcode_by_unit", "unit_id"),
    sqlite_with_rowid=False,
)

price_change = Table(
    "price_change",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("till", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("actor_id", BLOB, ForeignKey("party.id"), nullable=False),
    Column("product_id", BLOB, ForeignKey("product.id"), nullable=False),
    Column("unit", Text),
    Column("before", Integer),
    Column("after", Integer),
    Index("price_change_by_product", "product_id"),
    sqlite_with_rowid=False,
)

# --- stock -------------------------------------------------------------------------------------

stock_document = Table(
    "stock_document",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("till", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("business_on", Text, nullable=False),
    Column("actor_id", BLOB, ForeignKey("party.id"), nullable=False),
    Column("reason", Text),
    sqlite_with_rowid=False,
)

stock_movement = Table(
    "stock_movement",
    metadata,
    Column("document_id", BLOB, primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("product_id", BLOB, ForeignKey("product.id"), nullable=False),
    Column("place", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("cost", Integer),
    Column("expected", Integer),
    Index("stock_movement_by_product", "product_id"),
    # Most movements are sales: whether stock was ever set is found without reading them.
    Index(
        "stock_movement_that_sets",
        "product_id",
        sqlite_where=text("kind NOT IN ('sale', 'return')"),
    ),
    sqlite_with_rowid=False,
)

stock_balance = Table(
    "stock_balance",
    metadata,
    Column("product_id", BLOB, ForeignKey("product.id"), primary_key=True),
    Column("place", Text, primary_key=True),
    Column("quantity", Integer, nullable=False),
    sqlite_with_rowid=False,
)

reservation = Table(
    "reservation",
    metadata,
    Column("order_id", BLOB, primary_key=True),
    Column("product_id", BLOB, ForeignKey("product.id"), primary_key=True),
    Column("place", Text, primary_key=True),
    Column("quantity", Integer, CheckConstraint("quantity > 0"), nullable=False),
    Column("expires_at", Integer),
    Index("reservation_by_product", "product_id"),
    sqlite_with_rowid=False,
)

# --- shifts ------------------------------------------------------------------------------------

shift = Table(
    "shift",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("till", Text, ForeignKey("till.code"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("business_on", Text, nullable=False),
    Column("opened_at", Integer, nullable=False),
    Column("cashier_id", BLOB, ForeignKey("party.id"), nullable=False),
    Column("float_amount", Integer, CheckConstraint("float_amount >= 0"), nullable=False),
    UniqueConstraint("till", "number", name="shift_number"),
    Index("shift_by_day", "business_on"),
    sqlite_with_rowid=False,
)

shift_closing = Table(
    "shift_closing",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("shift_id", BLOB, ForeignKey("shift.id"), nullable=False, unique=True),
    Column("till", Text, nullable=False),
    Column("closed_at", Integer, nullable=False),
    Column("actor_id", BLOB, ForeignKey("party.id"), nullable=False),
    Column("expected", Integer, nullable=False),
    Column("counted", Integer, nullable=False),
    Column("reason", Text),
    sqlite_with_rowid=False,
)

note_count = Table(
    "note_count",
    metadata,
    Column("closing_id", BLOB, ForeignKey("shift_closing.id"), primary_key=True),
    Column("value", Integer, primary_key=True),
    Column("pieces", Integer, CheckConstraint("pieces > 0"), nullable=False),
    sqlite_with_rowid=False,
)

cash_movement = Table(
    "cash_movement",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("shift_id", BLOB, ForeignKey("shift.id"), nullable=False),
    Column("till", Text, nullable=False),
    Column("business_on", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("actor_id", BLOB, ForeignKey("party.id"), nullable=False),
    Column("kind", Text, CheckConstraint("kind IN ('in', 'out')"), nullable=False),
    Column("amount", Integer, CheckConstraint("amount > 0"), nullable=False),
    Column("reason", Text, nullable=False),
    Column("customer_id", BLOB, ForeignKey("party.id")),
    Column("transfer_id", BLOB, ForeignKey("transfer.id")),
    Index("cash_movement_by_shift", "shift_id"),
    sqlite_with_rowid=False,
)

action = Table(
    "action",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("till", Text, nullable=False),
    Column("shift_id", BLOB, ForeignKey("shift.id")),
    Column("at", Integer, nullable=False),
    Column("actor_id", BLOB, ForeignKey("party.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("ref", Text),
    Column("detail", Text),
    Column("approved_by", BLOB, ForeignKey("party.id")),
    Index("action_by_shift", "shift_id"),
    Index("action_by_kind", "kind", "at"),
    sqlite_with_rowid=False,
)

# --- sales -------------------------------------------------------------------------------------

sale = Table(
    "sale",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("till", Text, ForeignKey("till.code"), nullable=False),
    Column("shift_id", BLOB, ForeignKey("shift.id"), nullable=False),
    Column("business_on", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("actor_id", BLOB, ForeignKey("party.id"), nullable=False),
    Column("channel", Text, nullable=False),
    Column("tax_method", Text, nullable=False),
    Column("prices_include_tax", Integer, nullable=False),
    Column("rounding_step", Integer, nullable=False),
    Column("rounding_mode", Text, nullable=False),
    Column("bill_discount", Integer, nullable=False),
    Column("due", Integer, nullable=False),
    Column("rounding", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("change", Integer, CheckConstraint("change >= 0"), nullable=False),
    Column("customer_id", BLOB, ForeignKey("party.id")),
    Column("note", Text),
    Column("reason", Text),
    Column("request_key", Text),
    Column("request_digest", BLOB),
    Column("voids", BLOB, ForeignKey("sale.id")),
    Column("approved_by", BLOB, ForeignKey("party.id")),
    Column("buyer_id", BLOB, ForeignKey("invoice_buyer.id")),
    Index("sale_by_shift", "shift_id"),
    Index("sale_by_day", "business_on"),
    Index(
        "sale_by_request",
        "request_key",
        unique=True,
        sqlite_where=text("request_key IS NOT NULL"),
    ),
    Index("sale_by_customer", "customer_id", sqlite_where=text("customer_id IS NOT NULL")),
    Index("sale_voided", "voids", unique=True, sqlite_where=text("voids IS NOT NULL")),
    sqlite_with_rowid=False,
)

sale_line = Table(
    "sale_line",
    metadata,
    Column("sale_id", BLOB, ForeignKey("sale.id"), primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("product_id", BLOB, ForeignKey("product.id")),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("factor", Integer, nullable=False),
    Column("weighed", Integer, nullable=False),
    Column("quantity", Integer, CheckConstraint("quantity <> 0"), nullable=False),
    Column("list_price", Integer, nullable=False),
    Column("price", Integer, nullable=False),
    Column("price_source", Text, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("line_discount", Integer, nullable=False),
    Column("bill_share", Integer, nullable=False),
    Column("net", Integer, nullable=False),
    Column("tax_code", Text, nullable=False),
    Column("tax", Integer, nullable=False),
    Column("cost", Integer),
    Column("returns_sale_id", BLOB, ForeignKey("sale.id")),
    Column("returns_line", Integer),
    Column("category", Text),
    Index(
        "sale_line_returning",
        "returns_sale_id",
        sqlite_where=text("returns_sale_id IS NOT NULL"),
    ),
    sqlite_with_rowid=False,
)

tender = Table(
    "tender",
    metadata,
    Column("sale_id", BLOB, ForeignKey("sale.id"), primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("method", Text, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("transfer_id", BLOB, ForeignKey("transfer.id")),
    sqlite_with_rowid=False,
)

refund = Table(
    "refund",
    metadata,
    Column("sale_id", BLOB, ForeignKey("sale.id"), primary_key=True),
    Column("of_sale_id", BLOB, ForeignKey("sale.id"), primary_key=True),
    Column("exact", Integer, nullable=False),
    Column("cash_exact", Integer, nullable=False),
    Column("cash_paid", Integer, nullable=False),
    Index("refund_of", "of_sale_id"),
    sqlite_with_rowid=False,
)

tender_correction = Table(
    "tender_correction",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("till", Text, nullable=False),
    Column("sale_id", BLOB, ForeignKey("sale.id"), nullable=False),
    Column("shift_id", BLOB, ForeignKey("shift.id"), nullable=False),
    Column("at", Integer, nullable=False),
    Column("actor_id", BLOB, ForeignKey("party.id"), nullable=False),
    Column("from_method", Text, nullable=False),
    Column("to_method", Text, nullable=False),
    Column("amount", Integer, CheckConstraint("amount > 0"), nullable=False),
    Column("reason", Text, nullable=False),
    Index("tender_correction_by_sale", "sale_id"),
    Index("tender_correction_by_shift", "shift_id"),
    sqlite_with_rowid=False,
)

transfer = Table(
    "transfer",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("till", Text, nullable=False),
    Column("code", Text, nullable=False, unique=True),
    Column("bill_id", BLOB, nullable=False),
    Column("amount", Integer, CheckConstraint("amount > 0"), nullable=False),
    Column("bank_bin", Text, nullable=False),
    Column("bank_account", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Index("transfer_by_bill", "bill_id"),
    sqlite_with_rowid=False,
)

transfer_event = Table(
    "transfer_event",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("transfer_id", BLOB, ForeignKey("transfer.id"), nullable=False),
    Column("till", Text, nullable=False),
    Column("shift_id", BLOB, ForeignKey("shift.id")),
    Column("state", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("actor_id", BLOB, ForeignKey("party.id"), nullable=False),
    Index("transfer_event_by_transfer", "transfer_id"),
    sqlite_with_rowid=False,
)

debt_entry = Table(
    "debt_entry",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("customer_id", BLOB, ForeignKey("party.id"), nullable=False),
    Column("till", Text, nullable=False),
    Column("shift_id", BLOB, ForeignKey("shift.id")),
    Column("business_on", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("actor_id", BLOB, ForeignKey("party.id"), nullable=False),
    Column(
        "kind",
        Text,
        CheckConstraint("kind IN ('opening', 'payment', 'correction')"),
        nullable=False,
    ),
    Column("amount", Integer, CheckConstraint("amount <> 0"), nullable=False),
    Column("method", Text),
    Column("transfer_id", BLOB, ForeignKey("transfer.id")),
    Column("reason", Text),
    Column("voids", BLOB, ForeignKey("debt_entry.id")),
    Index("debt_entry_by_customer", "customer_id"),
    Index("debt_entry_by_shift", "shift_id"),
    Index("debt_entry_voided", "voids", unique=True, sqlite_where=text("voids IS NOT NULL")),
    sqlite_with_rowid=False,
)

# --- exchanges and orders ----------------------------------------------------------------------

exchange = Table(
    "exchange",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("since", Integer, nullable=False),
    Column("options", Text, nullable=False),
    Column("cursor", Text, nullable=False),
    Column("buffer", Integer, nullable=False),
    Column("expiry_hours", Integer, nullable=False),
    Column("tried_at", Integer),
    Column("matched_at", Integer),
    Column("trouble", Text, nullable=False),
    sqlite_with_rowid=False,
)

listing = Table(
    "listing",
    metadata,
    Column("exchange_id", BLOB, ForeignKey("exchange.id"), primary_key=True),
    Column("product_id", BLOB, ForeignKey("product.id"), primary_key=True),
    Column("state", Text, nullable=False),
    Column("remote_id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("price", Integer),
    Column("buffer", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("detached", Integer, nullable=False),
    Column("sent_content", Text, nullable=False),
    Column("sent_price", Integer),
    Column("sent_stock", Integer),
    Index("listing_by_product", "product_id"),
    Index("listing_by_remote", "exchange_id", "remote_id"),
    sqlite_with_rowid=False,
)

product_detail = Table(
    "product_detail",
    metadata,
    Column("product_id", BLOB, ForeignKey("product.id"), primary_key=True),
    Column("village", Text, nullable=False),
    Column("material", Text, nullable=False),
    Column("size", Text, nullable=False),
    Column("weight", Integer),
    Column("origin", Text, nullable=False),
    Column("ocop_stars", Integer),
    Column("ocop_decision", Text, nullable=False),
    Column("ocop_until", Text, nullable=False),
    Column("story", Text, nullable=False),
    sqlite_with_rowid=False,
)

online_order = Table(
    "online_order",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("number", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("exchange_id", BLOB, ForeignKey("exchange.id")),
    Column("remote_id", Text, nullable=False),
    Column("remote_state", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("payment", Text, nullable=False),
    Column("cod", Integer, nullable=False),
    Column("fee", Integer, nullable=False),
    Column("discount", Integer, nullable=False),
    Column("placed_at", Integer, nullable=False),
    Column("due_on", Text),
    Column("expires_at", Integer),
    Column("tracking", Text, nullable=False),
    Column("look", Text),
    Column("sale_id", BLOB, ForeignKey("sale.id")),
    Column("seen_at", Integer, nullable=False),
    Index("online_order_by_number", "number"),
    Index(
        "online_order_by_remote",
        "exchange_id",
        "remote_id",
        unique=True,
        sqlite_where=text("remote_id <> ''"),
    ),
    Index("online_order_by_state", "state"),
    Index("online_order_look", "look", sqlite_where=text("look IS NOT NULL")),
    Index("online_order_by_sale", "sale_id", sqlite_where=text("sale_id IS NOT NULL")),
    sqlite_with_rowid=False,
)

order_line = Table(
    "order_line",
    metadata,
    Column("order_id", BLOB, ForeignKey("online_order.id"), primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("product_id", BLOB, ForeignKey("product.id")),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("factor", Integer, nullable=False),
    Column("quantity", Integer, CheckConstraint("quantity > 0"), nullable=False),
    Column("net", Integer, CheckConstraint("net >= 0"), nullable=False),
    Column("packed", Integer, nullable=False),
    Index("order_line_by_product", "product_id"),
    sqlite_with_rowid=False,
)

order_buyer = Table(
    "order_buyer",
    metadata,
    Column("order_id", BLOB, ForeignKey("online_order.id"), primary_key=True),
    Column("name", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("note", Text, nullable=False),
    Index("order_buyer_by_phone", "phone"),
    sqlite_with_rowid=False,
)

order_event = Table(
    "order_event",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("order_id", BLOB, ForeignKey("online_order.id"), nullable=False),
    Column("till", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("actor_id", BLOB, ForeignKey("party.id"), nullable=False),
    Column("source", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("reason", Text),
    Index("order_event_by_order", "order_id"),
    sqlite_with_rowid=False,
)

order_money = Table(
    "order_money",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("order_id", BLOB, ForeignKey("online_order.id"), nullable=False),
    Column("till", Text, nullable=False),
    Column("shift_id", BLOB, ForeignKey("shift.id")),
    Column("business_on", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("actor_id", BLOB, ForeignKey("party.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("amount", Integer, CheckConstraint("amount <> 0"), nullable=False),
    Column("method", Text),
    Column("ref", Text),
    Index("order_money_by_order", "order_id"),
    Index("order_money_by_shift", "shift_id", sqlite_where=text("shift_id IS NOT NULL")),
    Index("order_money_by_day", "business_on"),
    sqlite_with_rowid=False,
)

shortfall = Table(
    "shortfall",
    metadata,
    Column("product_id", BLOB, ForeignKey("product.id"), primary_key=True),
    Column("missing", Integer, CheckConstraint("missing > 0"), nullable=False),
    Column("orders", Text, nullable=False),
    Column("since", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# --- sums that follow from the posted rows -----------------------------------------------------

day_total = Table(
    "day_total",
    metadata,
    Column("business_on", Text, primary_key=True),
    Column("part", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("documents", Integer, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("amount", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# --- the chain ---------------------------------------------------------------------------------

journal = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("document_id", BLOB, nullable=False),
    Column("content", BLOB, nullable=False),
    Column("hash", BLOB, nullable=False),
    Column("mac", BLOB),
)

# --- work in progress --------------------------------------------------------------------------

draft = Table(
    "draft",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("till", Text, nullable=False),
    Column("state", Text, CheckConstraint("state IN ('current', 'held')"), nullable=False),
    Column("content", Text, nullable=False),
    Column("updated_at", Integer, nullable=False),
    sqlite_with_rowid=False,
)

printer = Table(
    "printer",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("address", Text, nullable=False),
    Column("width_dots", Integer, nullable=False),
    Column("has_drawer", Integer, nullable=False),
    Column("has_cutter", Integer, nullable=False),
    Column("answers", Integer),
    Column("position", Integer, nullable=False, server_default="0"),
)

print_job = Table(
    "print_job",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("printer_id", BLOB),
    Column("kind", Text, nullable=False),
    Column("ref", Text, nullable=False),
    Column("copy", Integer, nullable=False, server_default="0"),
    Column("state", Text, nullable=False),
    Column("cause", Text),
    Column("created_at", Integer, nullable=False),
    Column("shift_id", BLOB),
    Column("held", Integer, nullable=False, server_default="0"),
    Column("retried_to", BLOB, unique=True),
    Index(
        "print_job_open",
        "state",
        sqlite_where=text("state IN ('waiting', 'sending')"),
    ),
    sqlite_with_rowid=False,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", BLOB, primary_key=True),
    Column("destination", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("ref", Text, nullable=False),
    Column("created_at", Integer, nullable=False),
    Column("state", Text, nullable=False, server_default="waiting"),
    Column("payload", Text),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_at", Integer),
    Column("answer", Text),
    UniqueConstraint("destination", "topic", "ref", name="outbox_once"),
    Index("outbox_open", "state", sqlite_where=text("state IN ('waiting', 'sent', 'unknown')")),
    sqlite_with_rowid=False,
)

lease = Table(
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("expires_at", Integer, nullable=False),
    sqlite_with_rowid=False,
)
