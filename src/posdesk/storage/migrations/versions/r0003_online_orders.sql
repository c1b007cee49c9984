ALTER TABLE outbox ADD COLUMN payload TEXT;;
ALTER TABLE outbox ADD COLUMN attempts INTEGER DEFAULT '0' NOT NULL;;
ALTER TABLE outbox ADD COLUMN next_at INTEGER;;
ALTER TABLE outbox ADD COLUMN answer TEXT;;
CREATE INDEX outbox_open ON outbox (state) WHERE state IN ('waiting', 'sent', 'unknown');;
CREATE TABLE exchange (
	id BLOB NOT NULL,
	name TEXT NOT NULL,
	folded TEXT NOT NULL,
	kind TEXT NOT NULL,
	url TEXT NOT NULL,
	since INTEGER NOT NULL,
	options TEXT NOT NULL,
	cursor TEXT NOT NULL,
	buffer INTEGER NOT NULL,
	expiry_hours INTEGER NOT NULL,
	tried_at INTEGER,
	matched_at INTEGER,
	trouble TEXT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (folded)
)
 WITHOUT ROWID;;
CREATE TABLE listing (
	exchange_id BLOB NOT NULL,
	product_id BLOB NOT NULL,
	state TEXT NOT NULL,
	remote_id TEXT NOT NULL,
	title TEXT NOT NULL,
	price INTEGER,
	buffer INTEGER NOT NULL,
	reason TEXT NOT NULL,
	detached INTEGER NOT NULL,
	sent_content TEXT NOT NULL,
	sent_price INTEGER,
	sent_stock INTEGER,
	PRIMARY KEY (exchange_id, product_id),
	FOREIGN KEY(exchange_id) REFERENCES exchange (id),
	FOREIGN KEY(product_id) REFERENCES product (id)
)
 WITHOUT ROWID;;
CREATE INDEX listing_by_product ON listing (product_id);;
CREATE INDEX listing_by_remote ON listing (exchange_id, remote_id);;
CREATE TABLE product_detail (
	product_id BLOB NOT NULL,
	village TEXT NOT NULL,
	material TEXT NOT NULL,
	size TEXT NOT NULL,
	weight INTEGER,
	origin TEXT NOT NULL,
	ocop_stars INTEGER,
	ocop_decision TEXT NOT NULL,
	ocop_until TEXT NOT NULL,
	story TEXT NOT NULL,
	PRIMARY KEY (product_id),
	FOREIGN KEY(product_id) REFERENCES product (id)
)
 WITHOUT ROWID;;
CREATE TABLE shortfall (
	product_id BLOB NOT NULL,
	missing INTEGER NOT NULL CHECK (missing > 0),
	orders TEXT NOT NULL,
	since INTEGER NOT NULL,
	PRIMARY KEY (product_id),
	FOREIGN KEY(product_id) REFERENCES product (id)
)
 WITHOUT ROWID;;
CREATE TABLE online_order (
	id BLOB NOT NULL,
	number TEXT NOT NULL,
	source TEXT NOT NULL,
	exchange_id BLOB,
	remote_id TEXT NOT NULL,
	remote_state TEXT NOT NULL,
	digest TEXT NOT NULL,
	state TEXT NOT NULL,
	payment TEXT NOT NULL,
	cod INTEGER NOT NULL,
	fee INTEGER NOT NULL,
	discount INTEGER NOT NULL,
	placed_at INTEGER NOT NULL,
	due_on TEXT,
	expires_at INTEGER,
	tracking TEXT NOT NULL,
	look TEXT,
	sale_id BLOB,
	seen_at INTEGER NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(exchange_id) REFERENCES exchange (id),
	FOREIGN KEY(sale_id) REFERENCES sale (id)
)
 WITHOUT ROWID;;
CREATE INDEX online_order_by_number ON online_order (number);;
CREATE UNIQUE INDEX online_order_by_remote ON online_order (exchange_id, remote_id) WHERE remote_id <> '';;
CREATE INDEX online_order_by_sale ON online_order (sale_id) WHERE sale_id IS NOT NULL;;
CREATE INDEX online_order_by_state ON online_order (state);;
CREATE INDEX online_order_look ON online_order (look) WHERE look IS NOT NULL;;
CREATE TABLE order_buyer (
	order_id BLOB NOT NULL,
	name TEXT NOT NULL,
	phone TEXT NOT NULL,
	address TEXT NOT NULL,
	email TEXT NOT NULL,
	note TEXT NOT NULL,
	PRIMARY KEY (order_id),
	FOREIGN KEY(order_id) REFERENCES online_order (id)
)
 WITHOUT ROWID;;
CREATE INDEX order_buyer_by_phone ON order_buyer (phone);;
CREATE TABLE order_event (
	id BLOB NOT NULL,
	order_id BLOB NOT NULL,
	till TEXT NOT NULL,
	at INTEGER NOT NULL,
	actor_id BLOB NOT NULL,
	source TEXT NOT NULL,
	"before" TEXT NOT NULL,
	"after" TEXT NOT NULL,
	reason TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(order_id) REFERENCES online_order (id),
	FOREIGN KEY(actor_id) REFERENCES party (id)
)
 WITHOUT ROWID;;
CREATE INDEX order_event_by_order ON order_event (order_id);;
CREATE TABLE order_line (
	order_id BLOB NOT NULL,
	line INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	product_id BLOB,
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	unit TEXT NOT NULL,
	factor INTEGER NOT NULL,
	quantity INTEGER NOT NULL CHECK (quantity > 0),
	net INTEGER NOT NULL CHECK (net >= 0),
	packed INTEGER NOT NULL,
	PRIMARY KEY (order_id, line),
	FOREIGN KEY(order_id) REFERENCES online_order (id),
	FOREIGN KEY(product_id) REFERENCES product (id)
)
 WITHOUT ROWID;;
CREATE INDEX order_line_by_product ON order_line (product_id);;
CREATE TABLE order_money (
	id BLOB NOT NULL,
	order_id BLOB NOT NULL,
	till TEXT NOT NULL,
	shift_id BLOB,
	business_on TEXT NOT NULL,
	at INTEGER NOT NULL,
	actor_id BLOB NOT NULL,
	kind TEXT NOT NULL,
	amount INTEGER NOT NULL CHECK (amount <> 0),
	method TEXT,
	ref TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(order_id) REFERENCES online_order (id),
	FOREIGN KEY(shift_id) REFERENCES shift (id),
	FOREIGN KEY(actor_id) REFERENCES party (id)
)
 WITHOUT ROWID;;
CREATE INDEX order_money_by_day ON order_money (business_on);;
CREATE INDEX order_money_by_order ON order_money (order_id);;
CREATE INDEX order_money_by_shift ON order_money (shift_id) WHERE shift_id IS NOT NULL;;
CREATE TRIGGER order_event_no_update BEFORE UPDATE ON order_event BEGIN SELECT RAISE(ABORT, 'posted rows of order_event never change'); END;;
CREATE TRIGGER order_event_no_delete BEFORE DELETE ON order_event BEGIN SELECT RAISE(ABORT, 'posted rows of order_event never change'); END;;
CREATE TRIGGER order_money_no_update BEFORE UPDATE ON order_money BEGIN SELECT RAISE(ABORT, 'posted rows of order_money never change'); END;;
CREATE TRIGGER order_money_no_delete BEFORE DELETE ON order_money BEGIN SELECT RAISE(ABORT, 'posted rows of order_money never change'); END;;
