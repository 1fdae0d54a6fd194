//! Coming in and going out: sign in, sign out, a new password.
use chrono::TimeDelta;
use secrecy::SecretString;
use store::{
    AccountId, SessionId, UserId, audit, secret,
    session::{self, Limits, Place, Session},
    token::{self, NewToken, Purpose},
    user::{self, User},
};

use crate::{
    Caller, Ctx, Denied, Email, Language, limit,
    mail::{self, Mail},
    password,
};

const IDLE: TimeDelta = TimeDelta::days(14);
const ABSOLUTE: TimeDelta = TimeDelta::days(90);
/// An operator sees every account, so a browser that was left alone is theirs for no longer than this.
const OPERATOR_IDLE: TimeDelta = TimeDelta::hours(1);
const OPERATOR_ABSOLUTE: TimeDelta = TimeDelta::hours(12);
/// When somebody was seen is written no more often than this.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(10);
const RESET_HOLDS: TimeDelta = TimeDelta::minutes(60);

/// What the browser keeps; we keep its hash.
pub struct Token(pub String);

pub async fn sign_in(
    ctx: &Ctx,
    email: &Email,
    password: SecretString,
    caller: &Caller,
) -> Result<Token, Denied> {
    let counted = limit::count(ctx, limit::SIGN_IN, &email.key(), caller.address).await?;
    let user = user::by_email(&ctx.store, email.as_str()).await?;
    let kept = user.as_ref().and_then(|user| user.password.clone());
    let fits = password::fits(kept, password.clone()).await?;
    let known = user.as_ref().map(|user| (user.account, user.id));
    let Some(user) = user.filter(|_| fits) else {
        // Unknown ones are noted too: it would show if only known ones were.
        let nobody = (AccountId::nil(), UserId::nil());
        note(ctx, known.unwrap_or(nobody), "sign-in-refused", caller).await?;
        return Err(Denied::Wrong);
    };
    limit::take_back(ctx, counted).await?;
    refresh(ctx, &user, password).await?;
    note(ctx, (user.account, user.id), "signed-in", caller).await?;
    begin(ctx, (user.account, user.id), caller).await
}

/// Whose session a browser's token is; `None` when it no longer holds.
pub async fn find(ctx: &Ctx, token: &str) -> store::Result<Option<Session>> {
    let hash = secret::hash(token);
    let found = session::find(&ctx.store, &hash, limits(ctx)).await?;
    let Some(found) = found.filter(|found| !is_operators_and_old(ctx, found)) else {
        return Ok(None);
    };
    if ctx.now() - found.seen_at > SEEN_EVERY {
        session::seen(&ctx.store, found.id, ctx.now()).await?;
    }
    Ok(Some(found))
}

pub async fn sign_out(ctx: &Ctx, session: &Session, caller: &Caller) -> Result<(), Denied> {
    session::end(&ctx.store, session.user, session.id).await?;
    note(ctx, (session.account, session.user), "signed-out", caller).await
}

/// The user's own sessions, the one seen last first.
pub async fn all(ctx: &Ctx, user: UserId) -> store::Result<Vec<session::Entry>> {
    session::all(&ctx.store, user, limits(ctx)).await
}

pub async fn end(
    ctx: &Ctx,
    session: &Session,
    which: SessionId,
    caller: &Caller,
) -> Result<(), Denied> {
    session::end(&ctx.store, session.user, which).await?;
    note(
        ctx,
        (session.account, session.user),
        "session-ended",
        caller,
    )
    .await
}

/// Sends a link to choose a new password, if we know the address; nobody can tell whether.
pub async fn request_reset(
    ctx: &Ctx,
    email: &Email,
    language: Language,
    caller: &Caller,
) -> Result<(), Denied> {
    limit::count(ctx, limit::RESET, &email.key(), caller.address).await?;
    let user = user::by_email(&ctx.store, email.as_str()).await?;
    let link = secret::new_token()?;
    let token = NewToken {
        hash: &secret::hash(&link),
        purpose: Purpose::Reset,
        user: user.as_ref().map(|user| user.id),
        content: "",
        expires_at: ctx.now() + RESET_HOLDS,
    };
    let letter = mail::sealed(&Mail::Reset { token: link })?;
    let letter = mail::to(email, language, &letter, user.is_some());
    Ok(token::add(&ctx.store, token, letter, ctx.now()).await?)
}

/// Whose password a reset's link is for, while it is good.
pub async fn resetting(ctx: &Ctx, link: &str) -> Result<User, Denied> {
    let hash = secret::hash(link);
    let token = token::find(&ctx.store, Purpose::Reset, &hash, ctx.now()).await?;
    let user = token.and_then(|token| token.user_id).ok_or(Denied::Stale)?;
    match user::by_id(&ctx.store, user).await {
        Err(store::Error::NotFound) => Err(Denied::Stale),
        found => Ok(found?),
    }
}

/// Sets the password, ends every session, uses up every such link, and signs in.
pub async fn reset(
    ctx: &Ctx,
    link: &str,
    new: SecretString,
    caller: &Caller,
) -> Result<Token, Denied> {
    let user = resetting(ctx, link).await?;
    password::judge(&new, &[&user.email]).map_err(Denied::Weak)?;
    let phc = password::hash(new).await?;
    let hash = secret::hash(link);
    match token::reset(&ctx.store, &hash, user.id, &phc, ctx.now()).await {
        Err(store::Error::NotFound) => return Err(Denied::Stale),
        done => done?,
    }
    if let Ok(email) = user.email.parse::<Email>() {
        limit::forgive(ctx, &email.key()).await?;
    }
    tell_of_change(ctx, &user, caller).await?;
    begin(ctx, (user.account, user.id), caller).await
}

/// The present password is asked for, and every other session ends.
pub async fn change_password(
    ctx: &Ctx,
    session: &Session,
    (old, new): (SecretString, SecretString),
    caller: &Caller,
) -> Result<(), Denied> {
    let user = user::by_id(&ctx.store, session.user).await?;
    let key = store::secret::hash(&user.email);
    let counted = limit::count(ctx, limit::SIGN_IN, &key, caller.address).await?;
    if !password::fits(user.password.clone(), old).await? {
        return Err(Denied::Wrong);
    }
    limit::take_back(ctx, counted).await?;
    password::judge(&new, &[&user.email]).map_err(Denied::Weak)?;
    let phc = password::hash(new).await?;
    user::set_password(&ctx.store, user.id, &phc).await?;
    session::end_all(&ctx.store, user.id, Some(session.id)).await?;
    tell_of_change(ctx, &user, caller).await
}

pub async fn set_language(ctx: &Ctx, user: UserId, language: Language) -> store::Result<()> {
    user::set_language(&ctx.store, user, language.code()).await
}

/// A chore: forgets what no longer holds.
pub async fn forget(ctx: &Ctx) -> store::Result<()> {
    let now = ctx.now();
    session::forget(&ctx.store, limits(ctx)).await?;
    token::forget(&ctx.store, now - TimeDelta::days(1)).await?;
    store::attempt::forget(&ctx.store, now - TimeDelta::days(1)).await?;
    store::mail::forget(&ctx.store, now - TimeDelta::days(90)).await?;
    Ok(())
}

pub(crate) async fn begin(
    ctx: &Ctx,
    (_, user): (AccountId, UserId),
    caller: &Caller,
) -> Result<Token, Denied> {
    let token = secret::new_token()?;
    let agent: String = caller.agent.chars().take(200).collect();
    let address = caller.address.to_string();
    let place = Place {
        address: &address,
        agent: &agent,
    };
    let hash = secret::hash(&token);
    session::add(&ctx.store, user, &hash, place, ctx.now()).await?;
    Ok(Token(token))
}

pub(crate) async fn note(
    ctx: &Ctx,
    (account, user): (AccountId, UserId),
    what: &str,
    caller: &Caller,
) -> Result<(), Denied> {
    let deed = audit::Deed {
        account,
        user,
        what,
        address: &caller.address.to_string(),
    };
    Ok(audit::note(&ctx.store, deed, ctx.now()).await?)
}

async fn refresh(ctx: &Ctx, user: &User, password: SecretString) -> Result<(), Denied> {
    if user.password.as_deref().is_some_and(password::is_outdated) {
        let phc = password::hash(password).await?;
        user::set_password(&ctx.store, user.id, &phc).await?;
    }
    Ok(())
}

async fn tell_of_change(ctx: &Ctx, user: &User, caller: &Caller) -> Result<(), Denied> {
    note(ctx, (user.account, user.id), "password-changed", caller).await?;
    let letter = mail::sealed(&Mail::PasswordChanged { at: ctx.now() })?;
    let language = Language::parse(&user.language).unwrap_or_default();
    let Ok(email) = user.email.parse::<Email>() else {
        return Ok(());
    };
    let letter = mail::to(&email, language, &letter, true);
    store::mail::post(&ctx.store, letter, ctx.now()).await?;
    Ok(())
}

fn is_operators_and_old(ctx: &Ctx, session: &Session) -> bool {
    let now = ctx.now();
    session.is_operator
        && (now - session.created_at > OPERATOR_ABSOLUTE || now - session.seen_at > OPERATOR_IDLE)
}

fn limits(ctx: &Ctx) -> Limits {
    let now = ctx.now();
    Limits {
        created_after: now - ABSOLUTE,
        seen_after: now - IDLE,
    }
}
