//! Every address we answer, in one list.
use actix_web::{
    middleware::{Compress, from_fn},
    web::{FormConfig, ServiceConfig, get, post, resource, scope},
};

use crate::{assets, door, error::Error, gate, pages};

mod operators;

pub fn routes(app: &mut ServiceConfig) {
    app.service(
        scope("/static")
            .wrap(Compress::default())
            .route("/{hash}/{name}", get().to(assets::show)),
    )
    .configure(door::routes)
    .service(scope("").wrap(from_fn(gate::keep)).configure(people));
}

/// Pages for people. The gate stands before all of them.
fn people(app: &mut ServiceConfig) {
    app.configure(doors)
        .configure(locks)
        .configure(ends)
        .configure(account)
        .configure(operators::pages);
    app.default_service(actix_web::web::to(nowhere));
}

/// For whoever is not signed in yet.
fn doors(app: &mut ServiceConfig) {
    use pages::{confirm, language, reset, sign_in, sign_up};
    app.service(
        resource("/sign-up")
            .route(get().to(sign_up::new))
            .route(post().to(sign_up::create)),
    )
    .service(resource("/sign-up/sent").route(get().to(sign_up::sent)))
    .service(
        resource("/confirm/{token}")
            .route(get().to(confirm::new))
            .route(post().to(confirm::create)),
    )
    .service(
        resource("/sign-in")
            .route(get().to(sign_in::new))
            .route(post().to(sign_in::create)),
    )
    .service(resource("/sign-out").route(post().to(sign_in::delete)))
    .service(
        resource("/reset")
            .route(get().to(reset::ask))
            .route(post().to(reset::send)),
    )
    .service(resource("/reset/sent").route(get().to(reset::sent)))
    .service(
        resource("/reset/{token}")
            .route(get().to(reset::new))
            .route(post().to(reset::create)),
    )
    .service(resource("/language").route(post().to(language::choose)));
}

/// Connecting both ends.
fn ends(app: &mut ServiceConfig) {
    use pages::{agreement, needs, onboarding, shop_check, shop_connect, shop_keys};
    app.service(resource("/onboarding").route(get().to(onboarding::show)))
        .service(
            resource("/rackbeat")
                .route(get().to(agreement::show))
                .route(post().to(agreement::connect)),
        )
        .service(
            resource("/rackbeat/disconnection")
                .route(get().to(agreement::leaving))
                .route(post().to(agreement::disconnect)),
        )
        .service(resource("/rackbeat/currency").route(post().to(agreement::set_currency)))
        .service(resource("/rackbeat/confirmation").route(post().to(agreement::confirm_other)))
        .service(
            resource("/rackbeat/needs")
                .route(get().to(needs::show))
                .route(post().to(needs::make_all)),
        )
        .service(resource("/rackbeat/needs/{need}").route(post().to(needs::make)))
        .service(
            resource("/shops/new")
                .route(get().to(shop_connect::new))
                .route(post().to(shop_connect::look)),
        )
        .service(resource("/shops/new/click").route(post().to(shop_connect::click)))
        .service(resource("/shops/new/keys").route(post().to(shop_connect::paste)))
        .service(resource("/connect/woo/{state}/return").route(get().to(shop_connect::back)))
        .service(
            resource("/shops/{shop}/check")
                .route(get().to(shop_check::show))
                .route(post().to(shop_check::again)),
        )
        .service(
            resource("/shops/{shop}/check/confirmation")
                .route(post().to(shop_check::confirm_other)),
        )
        .service(
            resource("/shops/{shop}/keys")
                .route(get().to(shop_keys::show))
                .route(post().to(shop_keys::paste)),
        )
        .service(resource("/shops/{shop}/keys/click").route(post().to(shop_keys::click)));
}

/// What the account looks at, and its buttons.
fn account(app: &mut ServiceConfig) {
    use pages::{log, orders, overview, retries, shop, subscription};
    app.service(resource("/").route(get().to(overview::show)))
        .service(resource("/orders").route(get().to(orders::all)))
        .service(resource("/subscription").route(get().to(subscription::show)))
        .service(resource("/subscription/details").route(post().to(subscription::save)))
        .service(
            resource("/subscription/invoices/{invoice}/{paper}")
                .route(get().to(subscription::paper)),
        )
        .service(resource("/shops").route(get().to(shop::list)))
        .service(resource("/log").route(get().to(log::all)))
        .service(resource("/retries").route(post().to(retries::create)))
        .service(resource("/retries/all").route(post().to(retries::create_all)))
        .configure(one_shop);
}

fn one_shop(app: &mut ServiceConfig) {
    use pages::{log, settings, shop, stock};
    app.service(resource("/shops/{shop}").route(get().to(shop::show)))
        .service(resource("/shops/{shop}/pause").route(post().to(shop::pause)))
        .service(resource("/shops/{shop}/pause/delete").route(post().to(shop::resume)))
        .service(resource("/shops/{shop}/disconnection").route(post().to(shop::disconnect)))
        .service(
            resource("/shops/{shop}/settings")
                .app_data(FormConfig::default().limit(settings::FORM_BYTES))
                .route(get().to(settings::show))
                .route(post().to(settings::save)),
        )
        .service(resource("/shops/{shop}/log").route(get().to(log::of_shop)))
        .service(resource("/shops/{shop}/stock").route(get().to(stock::show)))
        .service(resource("/shops/{shop}/stock/approval").route(post().to(stock::approve)))
        .service(resource("/shops/{shop}/stock/hold").route(post().to(stock::answer)))
        .service(resource("/shops/{shop}/stock/comparison").route(post().to(stock::compare)))
        .service(resource("/shops/{shop}/stock/management").route(post().to(stock::manage)))
        .configure(orders)
        .configure(goods);
}

/// A shop's orders, and what a person does about one.
fn orders(app: &mut ServiceConfig) {
    use pages::old_orders;
    app.service(
        resource("/shops/{shop}/old-orders")
            .route(get().to(old_orders::show))
            .route(post().to(old_orders::begin)),
    )
    .service(resource("/shops/{shop}/old-orders/approval").route(post().to(old_orders::approve)))
    .service(resource("/shops/{shop}/old-orders/cancellation").route(post().to(old_orders::cancel)))
    .configure(one_order);
}

fn one_order(app: &mut ServiceConfig) {
    use pages::orders;
    app.service(resource("/shops/{shop}/orders").route(get().to(orders::of_shop)))
        .service(resource("/shops/{shop}/orders/{order}").route(get().to(orders::show)))
        .service(
            resource("/shops/{shop}/orders/{order}/exclusion").route(post().to(orders::exclude)),
        )
        .service(
            resource("/shops/{shop}/orders/{order}/exclusion/delete")
                .route(post().to(orders::include)),
        )
        .service(resource("/shops/{shop}/orders/{order}/link").route(post().to(orders::tie)))
        .service(
            resource("/shops/{shop}/orders/{order}/link/delete").route(post().to(orders::let_go)),
        )
        .service(
            resource("/shops/{shop}/orders/{order}/discount").route(post().to(orders::discount)),
        );
}

/// A shop's products, and bringing them to Rackbeat.
fn goods(app: &mut ServiceConfig) {
    use pages::{import, products};
    app.service(resource("/shops/{shop}/products").route(get().to(products::list)))
        .service(resource("/shops/{shop}/products/links").route(post().to(products::tie_lines)))
        .service(resource("/shops/{shop}/products/handover").route(post().to(products::hand_over)))
        .service(resource("/shops/{shop}/products/copies").route(post().to(products::make_again)))
        .service(resource("/shops/{shop}/products/retries").route(post().to(products::retry)))
        .service(resource("/shops/{shop}/products/{product}/link").route(post().to(products::tie)))
        .service(
            resource("/shops/{shop}/import")
                .route(get().to(import::show))
                .route(post().to(import::begin)),
        )
        .service(resource("/shops/{shop}/import/rows.csv").route(get().to(import::paper)))
        .service(resource("/shops/{shop}/import/approval").route(post().to(import::approve)))
        .service(resource("/shops/{shop}/import/pause").route(post().to(import::pause)))
        .service(resource("/shops/{shop}/import/pause/delete").route(post().to(import::resume)))
        .service(resource("/shops/{shop}/import/cancellation").route(post().to(import::cancel)));
}

/// A user's own locks.
fn locks(app: &mut ServiceConfig) {
    use pages::security;
    app.service(resource("/security").route(get().to(security::show)))
        .service(resource("/security/password").route(post().to(security::change_password)))
        .service(resource("/sessions/{id}/delete").route(post().to(security::end_session)));
}

async fn nowhere() -> Result<actix_web::HttpResponse, Error> {
    Err(Error::NotFound)
}
