### Faktureringsopplysninger som mangler: hos kunden, i e-posten og for driften.
details-missing = Før vi kan fakturere de ekstra nettbutikkene, må dere fylle ut dette. Nettbutikkene går som før imens.
next-shop-details = Fyll ut faktureringsopplysningene først, så blir fakturaen riktig.

mail-details-subject = Fyll ut faktureringsopplysningene i Varebro
mail-details-new = Dere har fått en ekstra nettbutikk som teller. Før vi kan fakturere den, trenger vi dette:
mail-details-held = Fakturaen for { $first }–{ $last } er ikke sendt, fordi vi mangler dette:
mail-details-patience = Nettbutikkene går som før imens. Fakturaen lages når opplysningene er lagret.
mail-details-button = Fyll ut

month-held-title = Venter på faktureringsopplysninger
month-held-text = { $count ->
    [one] Én faktura holdes tilbake fordi kunden mangler opplysninger som en faktura må ha. Kunden har fått e-post, og fakturaen lages av seg selv når opplysningene er lagret.
   *[other] { $count } fakturaer holdes tilbake fordi kundene mangler opplysninger som en faktura må ha. Kundene har fått e-post, og fakturaene lages av seg selv når opplysningene er lagret.
}
month-held-lacks = Mangler
months-held = { $count ->
    [one] Én faktura venter på opplysninger
   *[other] { $count } fakturaer venter på opplysninger
}
