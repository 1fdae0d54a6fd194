### Loggen: det som står rundt linjene.
log-title = Logg
log-text = Alt vi har gjort og prøvd, det siste øverst. Tidene er norsk tid.
log-empty = Ingen linjer her ennå. De kommer når noe overføres.
log-state = Tilstand
log-shop = Nettbutikk
log-all-shops = Alle
line-to-order = Se ordren
line-to-stock = Se lageret
line-to-products = Se varene
line-to-import = Se synkroniseringen
line-to-shop = Se nettbutikken
line-to-rackbeat = Se Rackbeat
line-to-check = Se tilkoblingen
line-to-connection = Koble til
line-to-setting = Velg i innstillingene
line-to-product = Finn varen i nettbutikken
