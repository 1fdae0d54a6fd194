//! Are the keys good: do they read, do they write, and where must they travel?
use woo::{Client, Error, KeysIn};

use crate::{Hindrance, Stopped};

/// No webhook has this id, so deleting it changes nothing; a key that may not write is told so before the shop looks.
const NOBODY: i64 = 0;

/// The client with the keys where the shop finds them, and whether that is the query string.
pub(super) async fn prove(client: Client) -> Result<(Client, bool), Stopped> {
    let (client, in_query) = match reads(&client).await {
        // A host that strips the header leaves the shop with no keys at all.
        Err(Error::Unauthorized(said)) if said.status == 401 => {
            let other = client.with_keys_in(KeysIn::Query);
            match reads(&other).await {
                Ok(()) => (other, true),
                Err(_) => return Err(refused(&client).await.into()),
            }
        }
        read => {
            read?;
            (client, false)
        }
    };
    match writes(&client).await? {
        true => Ok((client, in_query)),
        false => Err(Hindrance::KeysReadOnly.into()),
    }
}

async fn reads(client: &Client) -> Result<(), Error> {
    client
        .system_status(&["environment.version"])
        .await
        .map(drop)
}

async fn writes(client: &Client) -> Result<bool, Stopped> {
    match client.delete_webhook(NOBODY).await {
        Ok(()) | Err(Error::NotFound(_) | Error::Invalid(_) | Error::NoRoute) => Ok(true),
        Err(Error::Unauthorized(said)) if said.status == 403 => {
            Err(Hindrance::KeysWithoutRights.into())
        }
        Err(Error::Unauthorized(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Keys that do not read may yet write; then they are only of the wrong sort.
async fn refused(client: &Client) -> Hindrance {
    match writes(client).await {
        Ok(true) => Hindrance::KeysWriteOnly,
        _ => Hindrance::KeysRefused,
    }
}
