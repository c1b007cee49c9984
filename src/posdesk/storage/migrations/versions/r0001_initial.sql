CREATE TABLE draft (
	id BLOB NOT NULL,
	till TEXT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('current', 'held')),
	content TEXT NOT NULL,
	updated_at INTEGER NOT NULL,
	PRIMARY KEY (id)
)
 WITHOUT ROWID;;
CREATE TABLE journal (
	seq INTEGER NOT NULL,
	at INTEGER NOT NULL,
	kind TEXT NOT NULL,
	document_id BLOB NOT NULL,
	content BLOB NOT NULL,
	hash BLOB NOT NULL,
	mac BLOB,
	PRIMARY KEY (seq)
);;
CREATE TABLE lease (
	name TEXT NOT NULL,
	holder TEXT NOT NULL,
	expires_at INTEGER NOT NULL,
	PRIMARY KEY (name)
)
 WITHOUT ROWID;;
CREATE TABLE outbox (
	id BLOB NOT NULL,
	destination TEXT NOT NULL,
	topic TEXT NOT NULL,
	ref TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	state TEXT DEFAULT 'waiting' NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT outbox_once UNIQUE (destination, topic, ref)
)
 WITHOUT ROWID;;
CREATE TABLE party (
	id BLOB NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('staff', 'customer')),
	name TEXT NOT NULL,
	folded TEXT NOT NULL,
	phone TEXT,
	created_at INTEGER NOT NULL,
	row_version INTEGER DEFAULT '1' NOT NULL,
	PRIMARY KEY (id)
);;
CREATE UNIQUE INDEX party_by_phone ON party (phone) WHERE phone IS NOT NULL;;
CREATE TABLE print_job (
	id BLOB NOT NULL,
	printer_id BLOB,
	kind TEXT NOT NULL,
	ref TEXT NOT NULL,
	copy INTEGER DEFAULT '0' NOT NULL,
	state TEXT NOT NULL,
	cause TEXT,
	created_at INTEGER NOT NULL,
	shift_id BLOB,
	held INTEGER DEFAULT '0' NOT NULL,
	retried_to BLOB,
	PRIMARY KEY (id),
	UNIQUE (retried_to)
)
 WITHOUT ROWID;;
CREATE INDEX print_job_open ON print_job (state) WHERE state IN ('waiting', 'sending');;
CREATE TABLE printer (
	id BLOB NOT NULL,
	name TEXT NOT NULL,
	address TEXT NOT NULL,
	width_dots INTEGER NOT NULL,
	has_drawer INTEGER NOT NULL,
	has_cutter INTEGER NOT NULL,
	answers INTEGER,
	position INTEGER DEFAULT '0' NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (name)
);;
CREATE TABLE product (
	no INTEGER NOT NULL,
	id BLOB NOT NULL,
	sku TEXT NOT NULL,
	name TEXT NOT NULL,
	folded TEXT NOT NULL,
	category TEXT DEFAULT '' NOT NULL,
	tax_code TEXT DEFAULT '' NOT NULL,
	weighed INTEGER DEFAULT '0' NOT NULL,
	cost INTEGER,
	min_stock INTEGER,
	maker TEXT DEFAULT '' NOT NULL,
	description TEXT DEFAULT '' NOT NULL,
	favourite INTEGER DEFAULT '0' NOT NULL,
	archived INTEGER DEFAULT '0' NOT NULL,
	row_version INTEGER DEFAULT '1' NOT NULL,
	PRIMARY KEY (no),
	UNIQUE (id),
	UNIQUE (sku)
);;
CREATE INDEX product_by_category ON product (category);;
CREATE TABLE setting (
	"key" TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY ("key")
)
 WITHOUT ROWID;;
CREATE TABLE shop (
	id BLOB NOT NULL,
	created_at INTEGER NOT NULL,
	PRIMARY KEY (id)
);;
CREATE TABLE till (
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	PRIMARY KEY (code)
)
 WITHOUT ROWID;;
CREATE TABLE transfer (
	id BLOB NOT NULL,
	till TEXT NOT NULL,
	code TEXT NOT NULL,
	bill_id BLOB NOT NULL,
	amount INTEGER NOT NULL CHECK (amount > 0),
	bank_bin TEXT NOT NULL,
	bank_account TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (code)
)
 WITHOUT ROWID;;
CREATE INDEX transfer_by_bill ON transfer (bill_id);;
CREATE TABLE product_unit (
	id BLOB NOT NULL,
	product_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	name TEXT NOT NULL,
	factor INTEGER NOT NULL CHECK (factor >= 1),
	price INTEGER NOT NULL CHECK (price >= 0),
	PRIMARY KEY (id),
	CONSTRAINT product_unit_name UNIQUE (product_id, name),
	FOREIGN KEY(product_id) REFERENCES product (id)
);;
CREATE TABLE reservation (
	order_id BLOB NOT NULL,
	product_id BLOB NOT NULL,
	place TEXT NOT NULL,
	quantity INTEGER NOT NULL CHECK (quantity > 0),
	expires_at INTEGER,
	PRIMARY KEY (order_id, product_id, place),
	FOREIGN KEY(product_id) REFERENCES product (id)
)
 WITHOUT ROWID;;
CREATE INDEX reservation_by_product ON reservation (product_id);;
CREATE TABLE series (
	name TEXT NOT NULL,
	till TEXT NOT NULL,
	last_number INTEGER DEFAULT '0' NOT NULL,
	PRIMARY KEY (name),
	FOREIGN KEY(till) REFERENCES till (code)
)
 WITHOUT ROWID;;
CREATE TABLE shift (
	id BLOB NOT NULL,
	till TEXT NOT NULL,
	number INTEGER NOT NULL,
	business_on TEXT NOT NULL,
	opened_at INTEGER NOT NULL,
	cashier_id BLOB NOT NULL,
	float_amount INTEGER NOT NULL CHECK (float_amount >= 0),
	PRIMARY KEY (id),
	CONSTRAINT shift_number UNIQUE (till, number),
	FOREIGN KEY(till) REFERENCES till (code),
	FOREIGN KEY(cashier_id) REFERENCES party (id)
)
 WITHOUT ROWID;;
CREATE INDEX shift_by_day ON shift (business_on);;
CREATE TABLE stock_balance (
	product_id BLOB NOT NULL,
	place TEXT NOT NULL,
	quantity INTEGER NOT NULL,
	PRIMARY KEY (product_id, place),
	FOREIGN KEY(product_id) REFERENCES product (id)
)
 WITHOUT ROWID;;
CREATE TABLE stock_document (
	id BLOB NOT NULL,
	till TEXT NOT NULL,
	at INTEGER NOT NULL,
	business_on TEXT NOT NULL,
	actor_id BLOB NOT NULL,
	reason TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(actor_id) REFERENCES party (id)
)
 WITHOUT ROWID;;
CREATE TABLE stock_movement (
	document_id BLOB NOT NULL,
	line INTEGER NOT NULL,
	product_id BLOB NOT NULL,
	place TEXT NOT NULL,
	kind TEXT NOT NULL,
	quantity INTEGER NOT NULL,
	PRIMARY KEY (document_id, line),
	FOREIGN KEY(product_id) REFERENCES product (id)
)
 WITHOUT ROWID;;
CREATE INDEX stock_movement_by_product ON stock_movement (product_id);;
CREATE TABLE action (
	id BLOB NOT NULL,
	till TEXT NOT NULL,
	shift_id BLOB,
	at INTEGER NOT NULL,
	actor_id BLOB NOT NULL,
	kind TEXT NOT NULL,
	ref TEXT,
	detail TEXT,
	approved_by BLOB,
	PRIMARY KEY (id),
	FOREIGN KEY(shift_id) REFERENCES shift (id),
	FOREIGN KEY(actor_id) REFERENCES party (id),
	FOREIGN KEY(approved_by) REFERENCES party (id)
)
 WITHOUT ROWID;;
CREATE INDEX action_by_kind ON action (kind, at);;
CREATE INDEX action_by_shift ON action (shift_id);;
CREATE TABLE barcode (
	code TEXT NOT NULL,
	unit_id BLOB NOT NULL,
	PRIMARY KEY (code),
	FOREIGN KEY(unit_id) REFERENCES product_unit (id)
)
 WITHOUT ROWID;;
CREATE INDEX barcode_by_unit ON barcode (unit_id);;
CREATE TABLE cash_movement (
	id BLOB NOT NULL,
	shift_id BLOB NOT NULL,
	till TEXT NOT NULL,
	business_on TEXT NOT NULL,
	at INTEGER NOT NULL,
	actor_id BLOB NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('in', 'out')),
	amount INTEGER NOT NULL CHECK (amount > 0),
	reason TEXT NOT NULL,
	customer_id BLOB,
	transfer_id BLOB,
	PRIMARY KEY (id),
	FOREIGN KEY(shift_id) REFERENCES shift (id),
	FOREIGN KEY(actor_id) REFERENCES party (id),
	FOREIGN KEY(customer_id) REFERENCES party (id),
	FOREIGN KEY(transfer_id) REFERENCES transfer (id)
)
 WITHOUT ROWID;;
CREATE INDEX cash_movement_by_shift ON cash_movement (shift_id);;
CREATE TABLE sale (
	id BLOB NOT NULL,
	number TEXT NOT NULL,
	till TEXT NOT NULL,
	shift_id BLOB NOT NULL,
	business_on TEXT NOT NULL,
	at INTEGER NOT NULL,
	actor_id BLOB NOT NULL,
	channel TEXT NOT NULL,
	tax_method TEXT NOT NULL,
	prices_include_tax INTEGER NOT NULL,
	rounding_step INTEGER NOT NULL,
	rounding_mode TEXT NOT NULL,
	bill_discount INTEGER NOT NULL,
	due INTEGER NOT NULL,
	rounding INTEGER NOT NULL,
	total INTEGER NOT NULL,
	change INTEGER NOT NULL CHECK (change >= 0),
	customer_id BLOB,
	note TEXT,
	reason TEXT,
	request_key TEXT,
	request_digest BLOB,
	voids BLOB,
	approved_by BLOB,
	PRIMARY KEY (id),
	UNIQUE (number),
	FOREIGN KEY(till) REFERENCES till (code),
	FOREIGN KEY(shift_id) REFERENCES shift (id),
	FOREIGN KEY(actor_id) REFERENCES party (id),
	FOREIGN KEY(customer_id) REFERENCES party (id),
	FOREIGN KEY(voids) REFERENCES sale (id),
	FOREIGN KEY(approved_by) REFERENCES party (id)
)
 WITHOUT ROWID;;
CREATE INDEX sale_by_customer ON sale (customer_id) WHERE customer_id IS NOT NULL;;
CREATE INDEX sale_by_day ON sale (business_on);;
CREATE UNIQUE INDEX sale_by_request ON sale (request_key) WHERE request_key IS NOT NULL;;
CREATE INDEX sale_by_shift ON sale (shift_id);;
CREATE UNIQUE INDEX sale_voided ON sale (voids) WHERE voids IS NOT NULL;;
CREATE TABLE shift_closing (
	id BLOB NOT NULL,
	shift_id BLOB NOT NULL,
	till TEXT NOT NULL,
	closed_at INTEGER NOT NULL,
	actor_id BLOB NOT NULL,
	expected INTEGER NOT NULL,
	counted INTEGER NOT NULL,
	reason TEXT,
	PRIMARY KEY (id),
	UNIQUE (shift_id),
	FOREIGN KEY(shift_id) REFERENCES shift (id),
	FOREIGN KEY(actor_id) REFERENCES party (id)
)
 WITHOUT ROWID;;
CREATE TABLE transfer_event (
	id BLOB NOT NULL,
	transfer_id BLOB NOT NULL,
	till TEXT NOT NULL,
	shift_id BLOB,
	state TEXT NOT NULL,
	source TEXT NOT NULL,
	at INTEGER NOT NULL,
	actor_id BLOB NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(transfer_id) REFERENCES transfer (id),
	FOREIGN KEY(shift_id) REFERENCES shift (id),
	FOREIGN KEY(actor_id) REFERENCES party (id)
)
 WITHOUT ROWID;;
CREATE INDEX transfer_event_by_transfer ON transfer_event (transfer_id);;
CREATE TABLE note_count (
	closing_id BLOB NOT NULL,
	value INTEGER NOT NULL,
	pieces INTEGER NOT NULL CHECK (pieces > 0),
	PRIMARY KEY (closing_id, value),
	FOREIGN KEY(closing_id) REFERENCES shift_closing (id)
)
 WITHOUT ROWID;;
CREATE TABLE refund (
	sale_id BLOB NOT NULL,
	of_sale_id BLOB NOT NULL,
	exact INTEGER NOT NULL,
	cash_exact INTEGER NOT NULL,
	cash_paid INTEGER NOT NULL,
	PRIMARY KEY (sale_id, of_sale_id),
	FOREIGN KEY(sale_id) REFERENCES sale (id),
	FOREIGN KEY(of_sale_id) REFERENCES sale (id)
)
 WITHOUT ROWID;;
CREATE INDEX refund_of ON refund (of_sale_id);;
CREATE TABLE sale_line (
	sale_id BLOB NOT NULL,
	line INTEGER NOT NULL,
	product_id BLOB,
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	unit TEXT NOT NULL,
	factor INTEGER NOT NULL,
	weighed INTEGER NOT NULL,
	quantity INTEGER NOT NULL CHECK (quantity <> 0),
	list_price INTEGER NOT NULL,
	price INTEGER NOT NULL,
	price_source TEXT NOT NULL,
	amount INTEGER NOT NULL,
	line_discount INTEGER NOT NULL,
	bill_share INTEGER NOT NULL,
	net INTEGER NOT NULL,
	tax_code TEXT NOT NULL,
	tax INTEGER NOT NULL,
	cost INTEGER,
	returns_sale_id BLOB,
	returns_line INTEGER,
	PRIMARY KEY (sale_id, line),
	FOREIGN KEY(sale_id) REFERENCES sale (id),
	FOREIGN KEY(product_id) REFERENCES product (id),
	FOREIGN KEY(returns_sale_id) REFERENCES sale (id)
)
 WITHOUT ROWID;;
CREATE INDEX sale_line_returning ON sale_line (returns_sale_id) WHERE returns_sale_id IS NOT NULL;;
CREATE TABLE tender (
	sale_id BLOB NOT NULL,
	line INTEGER NOT NULL,
	method TEXT NOT NULL,
	amount INTEGER NOT NULL,
	transfer_id BLOB,
	PRIMARY KEY (sale_id, line),
	FOREIGN KEY(sale_id) REFERENCES sale (id),
	FOREIGN KEY(transfer_id) REFERENCES transfer (id)
)
 WITHOUT ROWID;;
CREATE TABLE tender_correction (
	id BLOB NOT NULL,
	till TEXT NOT NULL,
	sale_id BLOB NOT NULL,
	shift_id BLOB NOT NULL,
	at INTEGER NOT NULL,
	actor_id BLOB NOT NULL,
	from_method TEXT NOT NULL,
	to_method TEXT NOT NULL,
	amount INTEGER NOT NULL CHECK (amount > 0),
	reason TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(sale_id) REFERENCES sale (id),
	FOREIGN KEY(shift_id) REFERENCES shift (id),
	FOREIGN KEY(actor_id) REFERENCES party (id)
)
 WITHOUT ROWID;;
CREATE INDEX tender_correction_by_sale ON tender_correction (sale_id);;
CREATE INDEX tender_correction_by_shift ON tender_correction (shift_id);;
CREATE VIRTUAL TABLE product_search USING fts5(words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0", prefix='1 2 3');;
CREATE TRIGGER stock_document_no_update BEFORE UPDATE ON stock_document BEGIN SELECT RAISE(ABORT, 'posted rows of stock_document never change'); END;;
CREATE TRIGGER stock_document_no_delete BEFORE DELETE ON stock_document BEGIN SELECT RAISE(ABORT, 'posted rows of stock_document never change'); END;;
CREATE TRIGGER stock_movement_no_update BEFORE UPDATE ON stock_movement BEGIN SELECT RAISE(ABORT, 'posted rows of stock_movement never change'); END;;
CREATE TRIGGER stock_movement_no_delete BEFORE DELETE ON stock_movement BEGIN SELECT RAISE(ABORT, 'posted rows of stock_movement never change'); END;;
CREATE TRIGGER shift_no_update BEFORE UPDATE ON shift BEGIN SELECT RAISE(ABORT, 'posted rows of shift never change'); END;;
CREATE TRIGGER shift_no_delete BEFORE DELETE ON shift BEGIN SELECT RAISE(ABORT, 'posted rows of shift never change'); END;;
CREATE TRIGGER shift_closing_no_update BEFORE UPDATE ON shift_closing BEGIN SELECT RAISE(ABORT, 'posted rows of shift_closing never change'); END;;
CREATE TRIGGER shift_closing_no_delete BEFORE DELETE ON shift_closing BEGIN SELECT RAISE(ABORT, 'posted rows of shift_closing never change'); END;;
CREATE TRIGGER note_count_no_update BEFORE UPDATE ON note_count BEGIN SELECT RAISE(ABORT, 'posted rows of note_count never change'); END;;
CREATE TRIGGER note_count_no_delete BEFORE DELETE ON note_count BEGIN SELECT RAISE(ABORT, 'posted rows of note_count never change'); END;;
CREATE TRIGGER cash_movement_no_update BEFORE UPDATE ON cash_movement BEGIN SELECT RAISE(ABORT, 'posted rows of cash_movement never change'); END;;
CREATE TRIGGER cash_movement_no_delete BEFORE DELETE ON cash_movement BEGIN SELECT RAISE(ABORT, 'posted rows of cash_movement never change'); END;;
CREATE TRIGGER action_no_update BEFORE UPDATE ON action BEGIN SELECT RAISE(ABORT, 'posted rows of action never change'); END;;
CREATE TRIGGER action_no_delete BEFORE DELETE ON action BEGIN SELECT RAISE(ABORT, 'posted rows of action never change'); END;;
CREATE TRIGGER sale_no_update BEFORE UPDATE ON sale BEGIN SELECT RAISE(ABORT, 'posted rows of sale never change'); END;;
CREATE TRIGGER sale_no_delete BEFORE DELETE ON sale BEGIN SELECT RAISE(ABORT, 'posted rows of sale never change'); END;;
CREATE TRIGGER sale_line_no_update BEFORE UPDATE ON sale_line BEGIN SELECT RAISE(ABORT, 'posted rows of sale_line never change'); END;;
CREATE TRIGGER sale_line_no_delete BEFORE DELETE ON sale_line BEGIN SELECT RAISE(ABORT, 'posted rows of sale_line never change'); END;;
CREATE TRIGGER tender_no_update BEFORE UPDATE ON tender BEGIN SELECT RAISE(ABORT, 'posted rows of tender never change'); END;;
CREATE TRIGGER tender_no_delete BEFORE DELETE ON tender BEGIN SELECT RAISE(ABORT, 'posted rows of tender never change'); END;;
CREATE TRIGGER refund_no_update BEFORE UPDATE ON refund BEGIN SELECT RAISE(ABORT, 'posted rows of refund never change'); END;;
CREATE TRIGGER refund_no_delete BEFORE DELETE ON refund BEGIN SELECT RAISE(ABORT, 'posted rows of refund never change'); END;;
CREATE TRIGGER tender_correction_no_update BEFORE UPDATE ON tender_correction BEGIN SELECT RAISE(ABORT, 'posted rows of tender_correction never change'); END;;
CREATE TRIGGER tender_correction_no_delete BEFORE DELETE ON tender_correction BEGIN SELECT RAISE(ABORT, 'posted rows of tender_correction never change'); END;;
CREATE TRIGGER transfer_no_update BEFORE UPDATE ON transfer BEGIN SELECT RAISE(ABORT, 'posted rows of transfer never change'); END;;
CREATE TRIGGER transfer_no_delete BEFORE DELETE ON transfer BEGIN SELECT RAISE(ABORT, 'posted rows of transfer never change'); END;;
CREATE TRIGGER transfer_event_no_update BEFORE UPDATE ON transfer_event BEGIN SELECT RAISE(ABORT, 'posted rows of transfer_event never change'); END;;
CREATE TRIGGER transfer_event_no_delete BEFORE DELETE ON transfer_event BEGIN SELECT RAISE(ABORT, 'posted rows of transfer_event never change'); END;;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'posted rows of journal never change'); END;;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'posted rows of journal never change'); END;;
