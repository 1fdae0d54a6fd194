//! From an answer's status and code to what the caller does next (woocommerce-api.md 1.4, 4, 6.3).
use super::{
    Error, Trouble,
    answer::Answer,
    salvage::{self, Around},
};
use crate::{Said, said::Envelope};

/// A SKU is taken; the second also when only a trashed product holds it.
const CONFLICTS: [&str; 2] = [
    "product_invalid_sku",
    "woocommerce_rest_product_not_created",
];

/// A security plugin closed the REST API, with whatever status it likes.
const CLOSED: [&str; 4] = [
    "rest_disabled",
    "rest_not_logged_in",
    "rest_cannot_access",
    "rest_forbidden",
];

/// Answered with 500 although it is what we asked that is wrong.
const OUR_FAULT: [&str; 1] = ["woocommerce_rest_cannot_create_order_refund"];

/// An answer that is no success.
pub(super) fn failure(answer: Answer) -> Error {
    let status = answer.status;
    let said = said(&answer);
    match (status, said) {
        (300..=399, _) => Error::Redirected(answer.location),
        (413, _) => Error::TooLarge,
        (429, _) => Error::RateLimited(answer.retry_after),
        (503, _) if answer.retry_after.is_some() => Error::RateLimited(answer.retry_after),
        (_, Some(said)) => spoken(said),
        (408 | 500.., None) => Error::Unavailable(Trouble::OutOfOrder(Said::new(status, "", ""))),
        (401 | 403, None) if !answer.is_html && !salvage::is_page(&answer.body) => {
            Error::Unauthorized(Said::new(status, "", ""))
        }
        // Not WooCommerce's words, so never a reason to believe that something is gone.
        (_, None) => Error::WebPage,
    }
}

/// Its error object, if it has one; a notice may stand before it.
fn said(answer: &Answer) -> Option<Said> {
    if salvage::is_page(&answer.body) {
        return None;
    }
    let (envelope, _) = salvage::value::<Envelope>(&answer.body, Around::Both)?;
    Some(envelope.said(answer.status))
}

/// An error object, in WooCommerce's own words.
pub(super) fn spoken(said: Said) -> Error {
    let code = said.code.as_str();
    match said.status {
        _ if OUR_FAULT.contains(&code) => Error::Invalid(said),
        _ if code == "rest_no_route" => Error::NoRoute,
        _ if CLOSED.contains(&code) => Error::Unauthorized(said),
        501 => Error::Invalid(said),
        408 | 500.. => Error::Unavailable(Trouble::OutOfOrder(said)),
        401 | 403 => Error::Unauthorized(said),
        404 | 410 => Error::NotFound(said),
        400 if CONFLICTS.contains(&code) => Error::Conflict(said),
        400 if code.ends_with("_invalid_id") => Error::NotFound(said),
        _ => Error::Invalid(said),
    }
}
