//! Making a product in Rackbeat, where a number can be had only once: whoever comes second finds it.
use rackbeat::{Client, Error, NewProduct, Product, Said};

use crate::{Work, error::Result};

/// What trying to make a product came to.
#[derive(Debug)]
pub enum Made {
    Created(Product),
    /// It was there already, made by somebody else or by a try of ours that had no answer.
    Found(Product),
    /// Rackbeat does not take it like this.
    Refused(Said),
}

/// `in_doubt`: an earlier try may have made it, so it is looked for first. Say so in a row before calling.
pub async fn make_item(
    work: &Work,
    client: &Client,
    new: &NewProduct,
    in_doubt: bool,
) -> Result<Made> {
    if in_doubt && let Some(there) = find(client, &new.number).await? {
        return Ok(Made::Found(there));
    }
    work.lease.renew().await?;
    match client.create_product(new).await {
        Ok(product) => Ok(Made::Created(product)),
        Err(Error::Invalid(said)) => Ok(match find(client, &new.number).await? {
            Some(there) => Made::Found(there),
            None => Made::Refused(said),
        }),
        Err(error) => Err(error.into()),
    }
}

/// What has this very number; one that was deleted does not count.
pub(super) async fn find(client: &Client, number: &str) -> Result<Option<Product>> {
    match client.item(number).await {
        Ok(item) if item.number == number && item.deleted_at.is_none() => Ok(Some(item)),
        Ok(_) | Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
