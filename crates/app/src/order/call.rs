//! One call about an order in Rackbeat, written down before it is made and after it is answered.
use std::future::Future;

use domain::order::LineStep;
use rackbeat::{OrderHead, Said};
use store::order_link;

use super::Sending;
use crate::error::Result;

impl Sending<'_> {
    /// What Rackbeat said when it refused. In doubt the order rests: only then does reading it tell what became of it.
    pub(super) async fn ask(
        &self,
        call: impl Future<Output = std::result::Result<(), rackbeat::Error>>,
    ) -> Result<std::result::Result<(), Said>> {
        let answer = self.claimed(call).await?;
        if answer.is_ok() {
            order_link::answered(&self.work.tenant, self.whose()).await?;
        }
        Ok(answer)
    }

    /// The same for a call that a step follows which takes the claim away: until then it stands.
    pub(super) async fn claimed(
        &self,
        call: impl Future<Output = std::result::Result<(), rackbeat::Error>>,
    ) -> Result<std::result::Result<(), Said>> {
        let tenant = &self.work.tenant;
        self.work.lease.renew().await?;
        if !order_link::asking(tenant, self.whose(), self.work.now()).await? {
            return Err(self.moved());
        }
        let Err(error) = call.await else {
            return Ok(Ok(()));
        };
        if error.in_doubt() {
            return self.rest(error).await;
        }
        order_link::answered(tenant, self.whose()).await?;
        match error {
            rackbeat::Error::Invalid(said) => Ok(Err(said)),
            error => Err(error.into()),
        }
    }

    pub(super) async fn ask_line(
        &self,
        number: i64,
        step: &LineStep,
    ) -> Result<std::result::Result<(), Said>> {
        let client = self.client()?;
        self.ask(async {
            let done = match step {
                LineStep::Change { line, change } => {
                    client.change_line(number, *line, change).await
                }
                LineStep::Add(line) => return client.add_line(number, line).await,
                LineStep::Remove { line } => client.delete_line(number, *line).await,
            };
            match done {
                // The line is gone: reading the order again tells what is to be done.
                Err(rackbeat::Error::NotFound) => Ok(()),
                done => done,
            }
        })
        .await
    }

    pub(super) async fn ask_head(
        &self,
        number: i64,
        head: &OrderHead,
    ) -> Result<std::result::Result<(), Said>> {
        let client = self.client()?;
        self.ask(client.change_order(number, head)).await
    }
}
