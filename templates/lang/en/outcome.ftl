### The lines of the log: what happened, why, and what can be done. The keys belong to domain.

## Orders
outcome-order-sent-draft = The order has been transferred to Rackbeat as draft order { $number }.
outcome-order-sent-booked = The order has been transferred to Rackbeat as sales order { $number } and booked.
outcome-order-sent-shipped = The order has been transferred to Rackbeat as sales order { $number } and shipped.
outcome-order-sent-invoiced = The order has been transferred to Rackbeat as sales order { $number } and invoiced.
outcome-order-already-sent = The order is already in Rackbeat as sales order { $number }.
outcome-order-found = We looked in Rackbeat: the order did arrive, as sales order { $number }.
outcome-order-not-yet = The order is waiting in the shop with status “{ $status }”, which does not start the transfer.
outcome-order-old = The order is from before the shop was connected and is not transferred. It must be in Rackbeat already.
outcome-order-shipped = Sales order { $number } has been shipped from Rackbeat.
outcome-order-idle = Nothing has happened to the order for a long time, so we no longer follow it. If it is changed in the shop, we take it up again.
outcome-orders-left = { $count ->
    [one] One order was not booked in Rackbeat when the shop was disconnected. It no longer reserves goods and is not transferred.
   *[other] { $count } orders were not booked in Rackbeat when the shop was disconnected. They no longer reserve goods and are not transferred.
}
outcome-order-ignored = The order is not to be transferred.
outcome-orders-off = Transfer of orders is switched off for this shop.
outcome-order-found-at-night = The order was found by the nightly compare. The shop had not told us about it.
outcome-order-gone = The order has been deleted in the shop. In Rackbeat it is sales order { $number }.
outcome-order-gone-unsent = The order has been deleted in the shop and was never transferred.
outcome-order-cancelled-unsent = The order was cancelled in the shop before it was transferred.
outcome-order-released = The order was cancelled in the shop. Sales order { $number } has been reopened in Rackbeat, so its goods are released.
outcome-order-deleted = The order was cancelled in the shop. Sales order { $number } has been deleted in Rackbeat.
outcome-order-cancelled-told = The order was cancelled in the shop. Sales order { $number } stands as before in Rackbeat.
outcome-order-cancelled-shipped = The order was cancelled in the shop, but sales order { $number } has already been shipped.
outcome-order-changed-later = The order was changed in the shop after the transfer. Sales order { $number } in Rackbeat has not been changed.
outcome-by-hand-booked = Sales order { $number } was booked by hand in Rackbeat.
outcome-by-hand-reopened = Sales order { $number } was reopened by hand in Rackbeat. Its goods count as in flight until it is booked again.
outcome-by-hand-changed = Sales order { $number } was changed by hand in Rackbeat. We leave it alone.
outcome-by-hand-cancelled = Sales order { $number } was cancelled by hand in Rackbeat. Its goods no longer count as in flight.
outcome-by-hand-deleted = Sales order { $number } was deleted by hand in Rackbeat. Its goods no longer count as in flight.
outcome-order-twice = The reference { $reference } stands on several orders in Rackbeat: { $numbers }.
outcome-vat-differs = VAT at { $percent } % differs for sales order { $number }: { $shop } in the shop, { $rackbeat } in Rackbeat.
outcome-vat-differs-little = Rounding makes VAT at { $percent } % differ a little for sales order { $number }: { $shop } in the shop, { $rackbeat } in Rackbeat.
outcome-draft-left = The order is in Rackbeat as draft order { $number }, but was not booked.
outcome-interrupted = The try was interrupted half-way. A new one has taken over.
outcome-resting = We are not sure whether Rackbeat got the order. We wait until { $at } and look before we do anything more.
outcome-next-try = We will try again { $at }.
outcome-waits-for-shop = Waiting for the shop to answer again.
outcome-waits-for-rackbeat = Waiting for Rackbeat to answer again.

## Notes on an order that went through
note-contact-left-out = Rackbeat did not accept the e-mail address or the phone number, so they were left out.
note-cut = The customer’s message was too long for Rackbeat and has been shortened.
note-stood-in = “{ $name }” went on the stand-in product.
note-rounded = A rounding of { $amount } was added, so that the sums are equal.
note-put-on-discount = { $amount } was put on the discount product, so that the sum equals the shop’s.
note-negative-quantity = Rackbeat did not accept a negative price, so the line has a negative quantity.

## Stock
outcome-stock-written = Stock quantities updated in the shop. Number of products: { $count }. { $changes }
outcome-stock-equal = The shop’s stock quantities are right. Nothing to update.
outcome-stock-off = Updating of stock quantities is switched off for this shop.
outcome-stock-awaits-approval = Stock quantities were compared but not updated: the list awaits approval. Number of differences: { $count }.
outcome-stock-approved = { $by } approved the stock list. From now on the shop’s stock quantities are kept up to date.
outcome-stock-held = { $count } of { $total } products in stock would go to zero at once, because Rackbeat says so. They are held back: { $skus }
outcome-stock-hold-written = { $by } confirmed the zeros, and they are written to the shop.
outcome-stock-hold-left = { $by } chose to leave the stock quantities as they are.
outcome-stock-corrected = Corrected the stock quantity of { $sku }: the shop showed { $shop }, { $correct } is right.
outcome-stock-corrected-from-nothing = Corrected the stock quantity of { $sku }: the shop had no figure, { $correct } is right.
outcome-another-system-writes = Another system writes the stock quantity of { $sku }. We have corrected it three times in an hour and leave it until the nightly compare.
outcome-stock-row-refused = The shop did not accept the stock quantity of { $sku }: { $text }
outcome-stock-not-managed = The shop does not manage stock for { $sku }, so its stock quantity cannot be updated.
outcome-stock-on-parent = { $sku } shares one stock quantity with the other variations. One common figure cannot be true, so nothing was updated.
outcome-number-held-twice = Several products in the shop have the SKU { $sku }. None of them was updated.
outcome-item-missing = Item number { $sku } is not in Rackbeat. The stock quantity stands as before.
outcome-item-barred = Item { $sku } is barred in Rackbeat. The stock quantity stands as before.
outcome-item-service = Item { $sku } has no inventory in Rackbeat. The stock quantity stands as before.
outcome-figure-unreadable = Rackbeat gave no readable figure for { $sku }. The stock quantity stands as before.
outcome-reading-rejected = The item list from Rackbeat was incomplete: { $items } of { $expected } items. We did not use it, and no stock quantity was changed.
outcome-index-read = The product index has been read. Products: { $products }, linked: { $linked }, not linked: { $listed }.

## Connections
outcome-parked-shop = The shop does not answer as it should. Everything waits, and nothing is lost.
outcome-parked-rackbeat = Rackbeat does not answer as it should. Everything waits, and nothing is lost.
outcome-unparked-shop = The shop answers again. Everything that has waited since { $at } goes on.
outcome-unparked-rackbeat = Rackbeat answers again. Everything that has waited since { $at } goes on.
outcome-webhooks-repaired-shop = Notices from the shop were missing or switched off and have been set up anew. Number: { $count }.
outcome-webhooks-repaired-rackbeat = Notices from Rackbeat were missing or switched off and have been set up anew. Number: { $count }.
outcome-webhooks-refused-shop = The shop did not let us set up notices: { $text }. We fetch orders at regular times instead.
outcome-webhooks-refused-rackbeat = Rackbeat did not let us set up notices: { $text }. We fetch stock at regular times instead.
outcome-shop-connected = The shop { $address } is connected (WooCommerce { $version }).
outcome-shop-uncovered = The shop has been disconnected since { $at }. Orders paid between then and now ({ $days ->
    [one] one day
   *[other] { $days } days
}) count as old and are not transferred.
outcome-shop-disconnected = { $by } disconnected the shop. Its keys are forgotten, its history is kept.
outcome-rackbeat-connected = Rackbeat is connected: { $company }, agreement { $agreement }.
outcome-rackbeat-disconnected = { $by } disconnected Rackbeat. Its key is forgotten, its history is kept.
outcome-key-replaced-shop = { $by } replaced the shop’s keys.
outcome-key-replaced-rackbeat = { $by } replaced the Rackbeat key.
outcome-settings-changed = { $by } changed the settings.
outcome-other-integration-shop = Another integration seems to be at work in the shop: { $name }.
outcome-other-integration-rackbeat = Another integration seems to be at work in Rackbeat: { $name }.

## Why something was not transferred
refusal-line-without-sku = The order was not transferred: “{ $name }” has no SKU.
refusal-sku-too-long = The order was not transferred: the SKU { $sku } of “{ $name }” is longer than 25 characters, the most Rackbeat takes.
refusal-unknown-sku = The order was not transferred: the SKU { $sku } (“{ $name }”) is not in Rackbeat.
refusal-ambiguous-sku = The order was not transferred: the SKU { $sku } (“{ $name }”) belongs to several products.
refusal-sku-differs-in-case = The order was not transferred: the SKU is { $sku } in the shop and { $number } in Rackbeat. Capitals must be the same.
refusal-barred-item = The order was not transferred: item { $sku } (“{ $name }”) is barred in Rackbeat.
refusal-line-without-quantity = The order was not transferred: “{ $name }” has an amount but no quantity.
refusal-nothing-to-send = The order has no lines to transfer.
refusal-unknown-currency = The order was not transferred: Rackbeat does not know the currency { $currency }.
refusal-sums-differ = The sums differ: { $shop } in the shop and { $rackbeat } in Rackbeat, excluding VAT. Difference: { $difference }.
refusal-total-below-lines = The order was not transferred: its total is { $difference } lower than its lines together, excluding VAT. Gift cards often do this.
refusal-negative-price = The order was not transferred: Rackbeat does not accept the negative amount of “{ $name }”.
refusal-missing-customer = The order was not transferred: no customer in Rackbeat has been picked for the orders.
refusal-missing-customer-group = Not transferred: no customer group in Rackbeat has been picked.
refusal-missing-payment-term = The order was not transferred: no payment term in Rackbeat has been picked.
refusal-missing-layout = The order was not transferred: no layout in Rackbeat has been picked.
refusal-missing-freight-product = The order was not transferred: it has freight, but no product has been picked for freight.
refusal-missing-fee-product = The order was not transferred: it has a fee, but no product has been picked for fees.
refusal-missing-discount-product = The order was not transferred: it has a discount, but no product has been picked for discounts.
refusal-missing-rounding-product = The order was not booked: the sums differ by a few hundredths, but no product has been picked for rounding.
refusal-missing-stand-in-product = The order was not transferred: the stand-in product is to be used, but has not been picked.
refusal-shop-not-connected = Not transferred: the shop is not connected.
refusal-rackbeat-not-connected = Not transferred: Rackbeat is not connected.
refusal-rackbeat-refused = Rackbeat did not accept it: { $text }
refusal-shop-refused = The shop did not accept it: { $text }
refusal-other-integration = The order is not transferred: “{ $name }” seems to carry the same orders, and then they would arrive twice.
refusal-somebody-elses-order = The order was not transferred: sales order { $number } in Rackbeat carries the same reference but was not made by us.

## Why something failed
failure-shop-unreachable = We could not reach the shop.
failure-rackbeat-unreachable = We could not reach Rackbeat.
failure-shop-timed-out = The shop took too long to answer.
failure-rackbeat-timed-out = Rackbeat took too long to answer.
failure-shop-server-error = The shop answered with an error ({ $status }).
failure-rackbeat-server-error = Rackbeat answered with an error ({ $status }).
failure-shop-web-page = The shop answered with a web page instead of data.
failure-rackbeat-web-page = Rackbeat answered with a web page instead of data.
failure-shop-unreadable = The shop’s answer could not be read.
failure-rackbeat-unreadable = Rackbeat’s answer could not be read.
failure-shop-rate-limited = The shop asks us to wait a little.
failure-rackbeat-rate-limited = Rackbeat asks us to wait a little.
failure-shop-keys-refused = The shop no longer accepts our keys.
failure-rackbeat-keys-refused = Rackbeat no longer accepts our key.
failure-no-route = WooCommerce does not answer in the shop.
failure-redirected = The shop sends us on to another address: { $to }
failure-private-address = The shop’s address leads into a private network, and we do not go there.
failure-shop-too-large = The shop’s answer was too large.
failure-rackbeat-too-large = Rackbeat’s answer was too large.
failure-ours = Something went wrong on our side.

## What can be done
remedy-add-sku = Give the product a SKU in the shop, the same as in Rackbeat, and try again. You can also pick a stand-in product in the settings.
remedy-shorten-sku = Shorten the SKU to 25 characters or fewer, or link the product to a number in Rackbeat.
remedy-make-item = Create the item in Rackbeat with this number, or correct the SKU in the shop.
remedy-one-sku-one-item = Make sure that only one product has this SKU.
remedy-same-case = Write the SKU the same way in both places.
remedy-unbar-item = Unbar the item in Rackbeat, or change the SKU in the shop.
remedy-mend-line = Correct the line in the shop.
remedy-nothing-to-send = Add products to the order in the shop, or let it be.
remedy-add-currency = Add the currency in Rackbeat, and try again.
remedy-mend-draft = Look through the draft order in Rackbeat, correct it and book it there.
remedy-put-on-discount = Use the button to put the difference on the discount product, or correct the order in the shop.
remedy-enter-by-hand = Enter the order by hand in Rackbeat.
remedy-pick-setting = Pick what is missing in the shop’s settings. The orders then go on by themselves.
remedy-connect = Connect again. Everything then goes on by itself.
remedy-rackbeat-words = Correct what Rackbeat points at, and try again.
remedy-shop-words = Correct what the shop points at, and try again.
remedy-look-at-order = Look at the order in Rackbeat, and remove the reference if it does not belong there.
remedy-order-twice = Look at the orders in Rackbeat, and delete the one too many.
remedy-orders-left = Enter them in Rackbeat by hand if the goods are to be delivered.
remedy-shop-uncovered = Look in the shop, and enter the orders in Rackbeat by hand if they are not there.
remedy-cancel-by-hand = Decide in Rackbeat what is to happen to the order.
remedy-change-by-hand = Make the same change in Rackbeat if it is to count there too.
remedy-vat-of-group = Look at the VAT rate of the product group in Rackbeat. It is the usual cause.
remedy-approve-stock = Go to Stock, look through the list and approve it.
remedy-answer-hold = Go to Stock and confirm that the products are sold out, or leave the figures as they are.
remedy-other-system = Find the other system that writes stock quantities in the shop, and switch it off there.
remedy-other-integration = Switch off the other integration, or confirm that it does something else.
remedy-manage-stock = Switch on “Manage stock” for the product in the shop, or let us do it from the stock page.
remedy-stock-on-variations = Give each variation its own stock in the shop. The stock page helps you.
remedy-item-has-stock = Move the item to a product group with inventory in Rackbeat if it is to have a stock quantity.
remedy-shop-hosting = Check that the shop opens in a browser. If it does, its host’s firewall may be shutting us out.
remedy-shop-web-page = Look for a log-in page, a firewall or a maintenance notice in front of the shop, and let us through.
remedy-shop-keys = Connect the shop again, and new keys are made.
remedy-rackbeat-key = Make a new API key in Rackbeat and paste it on the Rackbeat connection page.
remedy-no-route = Check that WooCommerce is switched on in the shop and that permalinks are not set to “Plain”.
remedy-shop-address = Check the shop’s address, and connect again with the right one.
