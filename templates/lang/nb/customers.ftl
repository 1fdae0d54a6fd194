### Kundene i Rackbeat: det som sies om dem på en ordre.
note-organisation-number-wrong = «{ $text }» er ikke et gyldig organisasjonsnummer, så kunden er funnet etter e-postadressen.
note-customer-made = Kunde { $number } er opprettet i Rackbeat.
note-customer-contact-left-out = Rackbeat godtok ikke e-postadressen eller telefonnummeret, så de er utelatt på den nye kunden.
refusal-customer-refused = Rackbeat ville ikke opprette kunden: { $text }
refusal-customer-gone = Den felles nettkunden, nummer { $number }, finnes ikke lenger i Rackbeat.
remedy-pick-customer = Velg en annen felles nettkunde i innstillingene, så overføres ordren av seg selv.
