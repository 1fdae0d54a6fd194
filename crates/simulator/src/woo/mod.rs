//! A WooCommerce shop, simulated.
