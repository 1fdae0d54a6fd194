//! Closing a month: drafts for a look, then final invoices, in pages, each its own transaction.
use domain::{FailureReason, plan::Period};
use store::{
    AccountId, ShopId, Tenant,
    billing_period::{self, BillingPeriod},
    inbox::{Kind, Message, NewMessage},
    invoice::{Books, NewInvoice},
    ledger,
    operator_act::{self, NewAct},
};

use super::{draw::Drawing, held};
use crate::{Ctx, Error, Lease, Work, error::Result, inbox};

/// With fewer shops ever there is never one too many.
const LEAST_SHOPS: u32 = 2;

/// Drafts of the month that the message names; what was drafted before is drafted anew.
pub(crate) async fn draft(work: &Work, message: &Message) -> Result<()> {
    let named = named(work, message).await?;
    let Some(month) = named.filter(|month| month.closed_at.is_none()) else {
        return Ok(());
    };
    run(&work.ctx, Some(&work.lease), (month.period, false)).await?;
    billing_period::set_drafted(&work.ctx.store, month.period, work.now()).await?;
    held::tell(work, month.period).await
}

/// Final invoices of the month that the message names. It may run twice, beside itself, and be killed anywhere: who has
/// an invoice for the month gets no other. Once it is closed, those that were held back may follow.
pub(crate) async fn close(work: &Work, message: &Message) -> Result<()> {
    let Some(month) = named(work, message).await? else {
        return Ok(());
    };
    if month.closed_at.is_some() {
        held::follow(work, month.period).await?;
        // Once each: whoever closed it may have died before.
        return held::tell(work, month.period).await;
    }
    // Two that are due go side by side, and numbers follow the months: whoever comes first closes the older one.
    for older in billing_period::unclosed_before(&work.ctx.store, month.period).await? {
        close_one(work, older).await?;
    }
    close_one(work, month.period).await
}

async fn close_one(work: &Work, period: Period) -> Result<()> {
    run(&work.ctx, Some(&work.lease), (period, true)).await?;
    billing_period::set_closed(&work.ctx.store, period, work.now()).await?;
    held::tell(work, period).await
}

/// Closes a month at once, without the queue: for measuring. Whoever runs it beside the queue does no harm.
pub async fn close_now(ctx: &Ctx, period: Period) -> Result<()> {
    run(ctx, None, (period, true)).await?;
    Ok(billing_period::set_closed(&ctx.store, period, ctx.now()).await?)
}

/// An operator does not wait for the clock. False: the month is not over, not to be billed, not drafted or closed already,
/// an older one is not closed yet, or nobody is billed.
pub async fn ask(ctx: &Ctx, act: NewAct<'_>, period: Period) -> store::Result<bool> {
    hurry(ctx, Kind::Close, act, period).await
}

/// Makes the month's drafts anew for a look; they are there once the bulk lane has made them. False: the month is not
/// over, not to be billed or closed already, or nobody is billed.
pub async fn preview(ctx: &Ctx, act: NewAct<'_>, period: Period) -> store::Result<bool> {
    hurry(ctx, Kind::Draft, act, period).await
}

/// A message of no account, in the lane that belongs to the house.
pub(super) fn message(kind: Kind) -> NewMessage {
    NewMessage::new(AccountId::nil(), ShopId::nil(), kind)
}

async fn hurry(ctx: &Ctx, kind: Kind, act: NewAct<'_>, period: Period) -> store::Result<bool> {
    let is_over = period < Period::at(ctx.now());
    if !is_over || ctx.billing.is_none() {
        return Ok(false);
    }
    let older = billing_period::unclosed_before(&ctx.store, period).await?;
    if kind == Kind::Close && !older.is_empty() {
        return Ok(false);
    }
    let (change, now) = (house(ctx).begin().await?, ctx.now());
    let found = billing_period::find_within(&change, period).await?;
    // A month that was never opened is not to be billed, and none is closed that nobody could look at.
    let is_ready = found.is_some_and(|month| {
        month.closed_at.is_none() && (kind == Kind::Draft || month.drafted_at.is_some())
    });
    if !is_ready {
        return Ok(false);
    }
    if kind == Kind::Close {
        billing_period::ask(&change, period, act.email).await?;
    }
    operator_act::note(&change, act, now).await?;
    let message = message(kind).about(period.to_string());
    store::inbox::hurry(&change, &[message], now).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(true)
}

/// Whose the months and their messages are: nobody's.
pub(crate) fn house(ctx: &Ctx) -> Tenant {
    inbox::tenant(ctx, AccountId::nil())
}

/// `None`: it is not over, not to be billed, or nobody is billed any more.
async fn named(work: &Work, message: &Message) -> Result<Option<BillingPeriod>> {
    let Some(period) = Period::parse(&message.subject) else {
        return Ok(None);
    };
    let is_over = period < Period::at(work.now());
    let found = billing_period::find(&work.ctx.store, period).await?;
    Ok(found.filter(|_| is_over && work.ctx.billing.is_some()))
}

async fn run(ctx: &Ctx, lease: Option<&Lease>, (period, is_final): (Period, bool)) -> Result<()> {
    let mut after = AccountId::nil();
    let Some(sales) = ctx.billing.clone() else {
        return Ok(());
    };
    let drawing = Drawing {
        sales,
        period,
        is_final,
        now: ctx.now(),
    };
    let mut are_right = true;
    loop {
        // Whoever took the lane over does the rest.
        if let Some(lease) = lease {
            lease.renew().await?;
        }
        let page = (LEAST_SHOPS, drawing.sales.at_once);
        let accounts = ledger::accounts_after(&ctx.store, after, page).await?;
        let (Some(first), Some(last)) = (accounts.first(), accounts.last()) else {
            break;
        };
        let range = (*first, *last);
        let mut drawn = drawing.page(&ctx.store, range).await?;
        let count = drawn.len();
        drawn.retain(adds_up);
        are_right &= drawn.len() == count;
        enter(ctx, &drawing, range, drawn).await?;
        after = range.1;
    }
    match are_right {
        true => Ok(()),
        // All others have theirs; the month stays open, and somebody has to look.
        false => Err(Error::Retry {
            reason: FailureReason::Ours,
            after: None,
        }),
    }
}

/// What does not add up is not sent to anybody.
pub(super) fn adds_up(invoice: &NewInvoice) -> bool {
    let checked = invoice.document.check();
    if let Err(broken) = checked {
        tracing::error!(account.id = %invoice.account, ?broken, "An invoice does not add up, and is not made");
    }
    checked.is_ok()
}

/// One page goes into the books, or none of it.
pub(super) async fn enter(
    ctx: &Ctx,
    drawing: &Drawing,
    range: (AccountId, AccountId),
    mut drawn: Vec<NewInvoice>,
) -> Result<()> {
    let mut books = Books::open(&ctx.store).await?;
    let closed = books.closed(drawing.period, range).await?;
    drawn.retain(|one| !closed.contains(&one.account));
    books.drop_drafts(drawing.period, range).await?;
    for invoice in drawn.iter_mut().filter(|one| one.is_final) {
        let number = books.next_number();
        drawing.number(invoice, number);
    }
    books.enter(&drawn, ctx.now()).await?;
    books.commit().await?;
    if drawn.iter().any(|one| one.is_final) {
        ctx.wake.now();
    }
    Ok(())
}
