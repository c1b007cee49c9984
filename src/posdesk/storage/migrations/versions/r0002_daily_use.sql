ALTER TABLE party ADD COLUMN address TEXT;;
ALTER TABLE party ADD COLUMN note TEXT;;
ALTER TABLE party ADD COLUMN debt_limit INTEGER;;
ALTER TABLE party ADD COLUMN consent_on TEXT;;
ALTER TABLE party ADD COLUMN archived INTEGER DEFAULT '0' NOT NULL;;
ALTER TABLE party ADD COLUMN code TEXT;;
CREATE UNIQUE INDEX party_by_code ON party (code) WHERE code IS NOT NULL;;
ALTER TABLE product ADD COLUMN below_zero TEXT;;
ALTER TABLE product ADD COLUMN tile_order INTEGER;;
ALTER TABLE product ADD COLUMN shelf TEXT;;
ALTER TABLE stock_movement ADD COLUMN cost INTEGER;;
ALTER TABLE stock_movement ADD COLUMN expected INTEGER;;
CREATE INDEX product_by_name ON product (folded);;
ALTER TABLE sale_line ADD COLUMN category TEXT;;
CREATE TABLE invoice_buyer (
	id BLOB NOT NULL,
	customer_id BLOB,
	tax_code TEXT NOT NULL,
	name TEXT NOT NULL,
	address TEXT NOT NULL,
	email TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(customer_id) REFERENCES party (id)
)
 WITHOUT ROWID;;
CREATE INDEX invoice_buyer_by_customer ON invoice_buyer (customer_id);;
CREATE INDEX invoice_buyer_by_tax_code ON invoice_buyer (tax_code);;
CREATE TABLE product_photo (
	product_id BLOB NOT NULL,
	picture BLOB NOT NULL,
	tile BLOB NOT NULL,
	PRIMARY KEY (product_id),
	FOREIGN KEY(product_id) REFERENCES product (id)
);;
CREATE TABLE price_change (
	id BLOB NOT NULL,
	till TEXT NOT NULL,
	at INTEGER NOT NULL,
	actor_id BLOB NOT NULL,
	product_id BLOB NOT NULL,
	unit TEXT,
	"before" INTEGER,
	"after" INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(actor_id) REFERENCES party (id),
	FOREIGN KEY(product_id) REFERENCES product (id)
)
 WITHOUT ROWID;;
CREATE INDEX price_change_by_product ON price_change (product_id);;
CREATE TABLE debt_entry (
	id BLOB NOT NULL,
	customer_id BLOB NOT NULL,
	till TEXT NOT NULL,
	shift_id BLOB,
	business_on TEXT NOT NULL,
	at INTEGER NOT NULL,
	actor_id BLOB NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('opening', 'payment', 'correction')),
	amount INTEGER NOT NULL CHECK (amount <> 0),
	method TEXT,
	transfer_id BLOB,
	reason TEXT,
	voids BLOB,
	PRIMARY KEY (id),
	FOREIGN KEY(customer_id) REFERENCES party (id),
	FOREIGN KEY(shift_id) REFERENCES shift (id),
	FOREIGN KEY(actor_id) REFERENCES party (id),
	FOREIGN KEY(transfer_id) REFERENCES transfer (id),
	FOREIGN KEY(voids) REFERENCES debt_entry (id)
)
 WITHOUT ROWID;;
CREATE INDEX debt_entry_by_customer ON debt_entry (customer_id);;
CREATE INDEX debt_entry_by_shift ON debt_entry (shift_id);;
CREATE UNIQUE INDEX debt_entry_voided ON debt_entry (voids) WHERE voids IS NOT NULL;;
CREATE TABLE day_total (
	business_on TEXT NOT NULL,
	part TEXT NOT NULL,
	name TEXT NOT NULL,
	documents INTEGER NOT NULL,
	quantity INTEGER NOT NULL,
	amount INTEGER NOT NULL,
	PRIMARY KEY (business_on, part, name)
)
 WITHOUT ROWID;;
ALTER TABLE sale ADD COLUMN buyer_id BLOB REFERENCES invoice_buyer (id);;
CREATE TRIGGER price_change_no_update BEFORE UPDATE ON price_change BEGIN SELECT RAISE(ABORT, 'posted rows of price_change never change'); END;;
CREATE TRIGGER price_change_no_delete BEFORE DELETE ON price_change BEGIN SELECT RAISE(ABORT, 'posted rows of price_change never change'); END;;
CREATE TRIGGER debt_entry_no_update BEFORE UPDATE ON debt_entry BEGIN SELECT RAISE(ABORT, 'posted rows of debt_entry never change'); END;;
CREATE TRIGGER debt_entry_no_delete BEFORE DELETE ON debt_entry BEGIN SELECT RAISE(ABORT, 'posted rows of debt_entry never change'); END;;
CREATE INDEX stock_movement_that_sets ON stock_movement (product_id) WHERE kind NOT IN ('sale', 'return');;
INSERT INTO day_total (business_on, part, name, documents, quantity, amount)
    SELECT business_on, part, name, sum(documents), sum(quantity), sum(amount) FROM (
    SELECT business_on, 'sold' AS part, '' AS name, sum(EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_id = s.id AND l.quantity > 0)) AS documents, 0 AS quantity,
        sum(max(total, 0)) AS amount FROM sale s GROUP BY business_on
    UNION ALL
    SELECT business_on, 'given_back', '', sum(EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_id = s.id AND l.quantity < 0)), 0, sum(min(total, 0))
    FROM sale s GROUP BY business_on
    UNION ALL
    SELECT business_on, 'rounding', '', 0, 0, sum(rounding) FROM sale GROUP BY business_on
    UNION ALL
    SELECT business_on, 'cancelled', '', count(voids), 0, 0 FROM sale GROUP BY business_on
    UNION ALL
    SELECT business_on, 'quarter', CAST(at / 900000 AS TEXT), count(*), 0, sum(total)
    FROM sale GROUP BY 1, 3
    UNION ALL
    SELECT s.business_on, 'discount', '', 0, 0, sum(l.line_discount + l.bill_share)
    FROM sale s JOIN sale_line l ON l.sale_id = s.id GROUP BY s.business_on
    UNION ALL
    SELECT s.business_on, 'group', coalesce(l.category, ''), sum(NOT EXISTS (SELECT 1 FROM sale_line e WHERE e.sale_id = l.sale_id
    AND e.line < l.line AND coalesce(e.category, '') = coalesce(l.category, ''))),
        sum(l.quantity * l.factor), sum(l.net + CASE WHEN s.tax_method = 'vat_deduction' AND NOT s.prices_include_tax THEN l.tax ELSE 0 END)
    FROM sale s JOIN sale_line l ON l.sale_id = s.id GROUP BY 1, 3
    UNION ALL
    SELECT s.business_on, 'tender', t.method, count(*), 0, sum(t.amount)
    FROM sale s JOIN tender t ON t.sale_id = s.id GROUP BY 1, 3
    UNION ALL
    SELECT business_on, 'tender', 'cash', 0, 0, -sum(change) FROM sale GROUP BY business_on
    UNION ALL
    SELECT h.business_on, 'tender', c.from_method, 0, 0, -sum(c.amount)
    FROM tender_correction c JOIN shift h ON h.id = c.shift_id GROUP BY 1, 3
    UNION ALL
    SELECT h.business_on, 'tender', c.to_method, 0, 0, sum(c.amount)
    FROM tender_correction c JOIN shift h ON h.id = c.shift_id GROUP BY 1, 3
)
    GROUP BY business_on, part, name
    HAVING sum(documents) <> 0 OR sum(quantity) <> 0 OR sum(amount) <> 0;;
