CREATE DATABASE shop CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE shop.customers (
  id BIGINT UNSIGNED NOT NULL COMMENT 'customer number',
  name VARCHAR(120) NOT NULL COMMENT 'name as the customer writes it',
  email VARCHAR(190) NOT NULL COMMENT 'address for order mail',
  city VARCHAR(80) NULL COMMENT 'where the customer lives, absent if not told',
  language ENUM('de', 'zh', 'en') NOT NULL COMMENT 'language of letters and mail',
  newsletter TINYINT(1) NOT NULL DEFAULT 0 COMMENT 'whether the customer wants the newsletter',
  born DATE NULL COMMENT 'date of birth',
  credit_limit DECIMAL(12,2) NOT NULL DEFAULT 0 COMMENT 'what may be open on account, in euros',
  profile JSON NULL COMMENT 'what the customer told about taste and size',
  registered_at DATETIME(6) NOT NULL COMMENT 'first visit, UTC',
  updated_at TIMESTAMP(6) NOT NULL COMMENT 'last change of this row',
  PRIMARY KEY (id),
  KEY customers_email (email)
) COMMENT = 'people who have ordered, or registered to';

CREATE TABLE shop.products (
  id INT UNSIGNED NOT NULL COMMENT 'product number',
  sku CHAR(10) NOT NULL COMMENT 'stock keeping unit',
  name VARCHAR(200) NOT NULL COMMENT 'name in the catalogue',
  description TEXT NULL COMMENT 'catalogue text',
  price DECIMAL(10,2) NOT NULL COMMENT 'price today, in euros',
  weight_kg DOUBLE NULL COMMENT 'shipping weight',
  stock INT NOT NULL COMMENT 'pieces in store, below zero if sold ahead',
  barcode BIGINT UNSIGNED NOT NULL COMMENT 'number under the bars',
  labels SET('bio', 'neu', 'fair', 'angebot') NOT NULL COMMENT 'labels on the shelf',
  attributes JSON NOT NULL COMMENT 'what depends on the kind of product',
  photo BLOB NULL COMMENT 'thumbnail',
  PRIMARY KEY (id),
  UNIQUE KEY products_sku (sku)
) COMMENT = 'what the shop sells';

CREATE TABLE shop.orders (
  id BIGINT UNSIGNED NOT NULL COMMENT 'order number',
  customer_id BIGINT UNSIGNED NOT NULL COMMENT 'who ordered',
  status ENUM('new', 'paid', 'shipped', 'delivered', 'returned') NOT NULL COMMENT 'how far the order is',
  ordered_at DATETIME(6) NOT NULL COMMENT 'when the order came in, UTC',
  delivery_on DATE NULL COMMENT 'day promised to the customer',
  delivery_until TIME NULL COMMENT 'latest time on that day',
  total DECIMAL(14,2) NOT NULL COMMENT 'sum of the items, in the order''s currency',
  currency CHAR(3) NOT NULL COMMENT 'ISO 4217',
  tracking BIGINT UNSIGNED NULL COMMENT 'parcel number of the carrier',
  note TEXT NULL COMMENT 'what the customer wrote',
  PRIMARY KEY (id),
  KEY orders_ordered_at (ordered_at),
  CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES shop.customers (id)
) COMMENT = 'orders of the shop';

CREATE TABLE shop.order_items (
  order_id BIGINT UNSIGNED NOT NULL COMMENT 'the order',
  line SMALLINT UNSIGNED NOT NULL COMMENT 'line of the order, from 1',
  product_id INT UNSIGNED NOT NULL COMMENT 'what was ordered',
  quantity SMALLINT UNSIGNED NOT NULL COMMENT 'how many',
  unit_price DECIMAL(10,2) NOT NULL COMMENT 'price of one at the time of the order',
  discount DECIMAL(5,4) NOT NULL DEFAULT 0 COMMENT 'part of the price not charged, 0 to 1',
  engraving VARCHAR(80) NULL COMMENT 'text to engrave',
  PRIMARY KEY (order_id, line),
  CONSTRAINT order_items_order FOREIGN KEY (order_id) REFERENCES shop.orders (id),
  CONSTRAINT order_items_product FOREIGN KEY (product_id) REFERENCES shop.products (id)
) COMMENT = 'lines of the orders';

CREATE TABLE shop.payments (
  id BIGINT UNSIGNED NOT NULL COMMENT 'payment number',
  order_id BIGINT UNSIGNED NOT NULL COMMENT 'the order paid for',
  method ENUM('card', 'invoice', 'überweisung', '支付宝') NOT NULL COMMENT 'how it was paid',
  amount DECIMAL(14,2) NOT NULL COMMENT 'what was paid, below zero if paid back',
  paid_at TIMESTAMP(6) NOT NULL COMMENT 'when the money came',
  reference VARBINARY(32) NULL COMMENT 'the bank''s reference',
  PRIMARY KEY (id),
  CONSTRAINT payments_order FOREIGN KEY (order_id) REFERENCES shop.orders (id)
) COMMENT = 'money that came in for orders, or went back';
