//! How a simulated Rackbeat is set up, with a switch for everything that nobody outside knows about the real one.

use std::{net::SocketAddr, time::Duration};

use crate::Clock;

/// All defaults: a free port, 480 calls a minute, webhooks at once, the likely reading of every unknown.
#[derive(Clone, Debug)]
pub struct Setup {
    pub listen: SocketAddr,
    pub clock: Clock,
    /// For the dice of its troubles.
    pub seed: u64,
    /// Calls a minute and key; `None` takes any number.
    pub per_minute: Option<u32>,
    /// From the event to its webhook, in the simulated world's time.
    pub webhook_delay: Duration,
    pub switches: Switches,
}

/// The unknowns of `rackbeat-api.md` 9 and 10. Every one is off by default: the likely reading.
#[derive(Clone, Copy, Debug, Default)]
pub struct Switches {
    /// Webhooks bring the documented body instead of the live one.
    pub documented_webhook_body: bool,
    /// A page past the last is a 404 instead of an empty page.
    pub past_last_page_is_404: bool,
    /// Page 0 is refused instead of being page 1.
    pub page_zero_is_422: bool,
    /// A limit above 1000 is refused instead of being 1000.
    pub limit_over_max_is_422: bool,
    /// A filter that the list does not know is refused instead of ignored.
    pub unknown_filter_is_422: bool,
    /// Drafts reserve as booked orders do.
    pub drafts_reserve: bool,
    /// Writes on orders answer with the number and nothing else.
    pub bare_order_answers: bool,
    /// A line that is added to an order gets the item's own price, whatever was asked.
    pub prices_added_lines: bool,
    /// `their_reference` is ignored, so that only the heading carries a reference.
    pub ignores_their_reference: bool,
    /// Negative prices are refused, so that only a negative quantity takes something off.
    pub refuses_negative_prices: bool,
    /// Negative quantities are refused too.
    pub refuses_negative_quantities: bool,
    /// Orders are made on `/orders/drafts`; `POST /orders` is not there.
    pub creates_on_drafts_only: bool,
    /// Drafts are listed on `/orders/drafts` and not on `/orders`.
    pub lists_drafts_apart: bool,
    /// Deleting an order cancels and archives it instead of removing it.
    pub delete_cancels: bool,
    /// There are webhooks for an order that is updated, booked, cancelled or deleted.
    pub has_more_order_events: bool,
    /// Booking and reopening fire `inventory.changed`, as they change what is available.
    pub booking_fires_inventory_changed: bool,
    /// An order that is picked or shipped in part can be reopened; what is on a shipment stays.
    pub reopens_once_picked: bool,
    /// Only what is shipped can be invoiced.
    pub invoices_shipped_only: bool,
    /// A credit note is a draft of the whole invoice, whatever lines and heading were asked for.
    pub creditnote_ignores_lines: bool,
    /// Where a tracking number shows.
    pub tracking: Tracking,
    /// Prices are kept with two decimals, whatever was sent.
    pub rounds_prices: bool,
    /// Two items may not differ by capitals alone.
    pub numbers_ignore_case: bool,
    /// A bill of materials is not found among the products.
    pub lots_are_no_products: bool,
    /// A list of customers comes as it likes, however it was to be sorted.
    pub customers_are_unsorted: bool,
    /// A 429 comes without `Retry-After`.
    pub omits_retry_after: bool,
    /// Answers come without the rate limit's headers.
    pub omits_rate_headers: bool,
}

/// Where Rackbeat shows a shipment's tracking number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tracking {
    /// A person knows it; no answer tells.
    #[default]
    Nowhere,
    /// `tracking_number` of the shipment.
    ShipmentField,
    /// A custom field of the order.
    OrderField,
    /// A note on the order.
    OrderNote,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            clock: Clock::default(),
            seed: 0,
            per_minute: Some(480),
            webhook_delay: Duration::ZERO,
            switches: Switches::default(),
        }
    }
}
