//! A button of an order's own page was pressed: of which order, and by whom.
use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
    dev::Payload,
    web::{Data, Path},
};
use app::Ctx;
use futures::future::LocalBoxFuture;
use store::order_link::OrderLink;

use super::{find, own};
use crate::{
    error::{Error, Result},
    flash::{Flash, told},
    visitor::Visitor,
};

pub(crate) struct Pressed {
    pub(super) ctx: Data<Ctx>,
    pub(super) visitor: Visitor,
    pub(super) link: OrderLink,
    request: HttpRequest,
}

impl Pressed {
    /// What stands in the log as the one who did it.
    pub(super) fn who(&self) -> &str {
        self.visitor.name()
    }

    /// Back to the order, which says this.
    pub(super) fn told(&self, flash: &Flash) -> HttpResponse {
        told(&self.request, &own(&self.link), flash)
    }

    /// Where it was not done, somebody was faster, or the page was old: it shows how things stand.
    pub(super) fn said(&self, done: bool, key: &str, about: &str) -> HttpResponse {
        let flash = match done {
            true => Flash::good(key),
            false => Flash::bad("flash-order-otherwise"),
        };
        self.told(&flash.about(about))
    }
}

impl FromRequest for Pressed {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let nothing = |_| Error::NotFound;
            let ctx = Data::<Ctx>::extract(&request).await.map_err(nothing)?;
            let visitor = Visitor::extract(&request).await?;
            let path = Path::extract(&request).await.map_err(nothing)?;
            let link = find(&visitor, &path).await?;
            Ok(Self {
                ctx,
                visitor,
                link,
                request,
            })
        })
    }
}
