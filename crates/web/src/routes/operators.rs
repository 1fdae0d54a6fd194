//! The addresses of the operators' pages.
use actix_web::web::{ServiceConfig, get, post, resource};

use crate::admin;

/// For those who run Varebro; to everybody else, the gate says that these are not there.
pub(super) fn pages(app: &mut ServiceConfig) {
    use admin::{account, accounts, acts, dashboard, health, prices};
    app.service(resource("/admin").route(get().to(dashboard::show)))
        .service(resource("/admin/accounts").route(get().to(accounts::list)))
        .service(resource("/admin/accounts/{account}").route(get().to(account::show)))
        .service(
            resource("/admin/accounts/{account}/prices").route(post().to(account::prices::give)),
        )
        .service(
            resource("/admin/accounts/{account}/prices/{price}/delete")
                .route(post().to(account::prices::end)),
        )
        .service(resource("/admin/prices").route(get().to(prices::list)))
        .service(resource("/admin/health").route(get().to(health::show)))
        .service(resource("/admin/acts").route(get().to(acts::list)))
        .configure(books);
}

/// The operators' invoices and months.
fn books(app: &mut ServiceConfig) {
    use admin::{export, invoice, invoices, months};
    app.service(resource("/admin/invoices").route(get().to(invoices::list)))
        .service(resource("/admin/invoices/{invoice}").route(get().to(invoice::show)))
        .service(
            resource("/admin/invoices/{invoice}/payment").route(post().to(invoice::payment::pay)),
        )
        .service(
            resource("/admin/invoices/{invoice}/payment/delete")
                .route(post().to(invoice::payment::unpay)),
        )
        .service(
            resource("/admin/invoices/{invoice}/credit")
                .route(get().to(invoice::credit::new))
                .route(post().to(invoice::credit::create)),
        )
        .service(resource("/admin/invoices/{invoice}/{paper}").route(get().to(invoice::paper)))
        .service(resource("/admin/months").route(get().to(months::list)))
        .service(resource("/admin/months/{month}").route(get().to(months::show)))
        .service(resource("/admin/months/{month}/preview").route(post().to(months::draft)))
        .service(resource("/admin/months/{month}/close").route(post().to(months::close)))
        .service(
            resource("/admin/export")
                .route(get().to(export::new))
                .route(post().to(export::create)),
        );
}
