//! Every address we answer, in one list.
use actix_web::{
    middleware::{Compress, from_fn},
    web::{ServiceConfig, get, post, resource, scope},
};

use crate::{assets, error::Error, gate, pages};

pub fn routes(app: &mut ServiceConfig) {
    app.service(
        scope("/static")
            .wrap(Compress::default())
            .route("/{hash}/{name}", get().to(assets::show)),
    )
    .service(scope("").wrap(from_fn(gate::keep)).configure(people));
}

/// Pages for people. The gate stands before all of them.
fn people(app: &mut ServiceConfig) {
    app.configure(doors).configure(locks);
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
