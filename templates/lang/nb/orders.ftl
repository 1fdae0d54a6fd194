### Ordrene i en nettbutikk, og hver av dem.
orders-title = Ordre
orders-empty = Ingen ordre ennå. Ordre som kommer i nettbutikken fra nå av, dukker opp her i løpet av sekunder.
orders-none-fit = Ingen ordre passer.
orders-state = Tilstand
orders-number = Ordrenummer
orders-order = Ordre
orders-placed = Bestilt
orders-customer = Kunde
orders-total = Totalt
orders-rackbeat = Rackbeat
orders-not-looked-at = Ordren er lest og blir snart behandlet.
order-title = Ordre { $order }
order-facts = Om ordren
order-status = Status i nettbutikken
order-reference = Referanse i Rackbeat
order-in-rackbeat = Nummer i Rackbeat
order-seen = Først sett av oss
order-in-shop = Åpne i nettbutikken
order-next-try = Neste forsøk: { $at }.
order-tries = Dette har skjedd
order-discount = Før forskjellen på rabattvaren
order-exclude-ask = Ordren skal ikke overføres …
order-exclude-text = Vi lar ordren være for godt. Varene på den regnes ikke lenger som på vei, så de kan bli til salgs igjen.
order-exclude = Skal ikke overføres
flash-order-excluded = Ordre { $name } blir ikke overført.
flash-order-discount = Forskjellen føres på rabattvaren. Vi prøver på nytt nå.

## Står på ordren i Rackbeat
rackbeat-note-cancelled = Kansellert i nettbutikken
