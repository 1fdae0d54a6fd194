### The order's way after it was booked: shipped, invoiced, credited.
outcome-progress-status-set = Order { $number } is shipped. The order is set to “{ $status }” in the shop.
outcome-progress-status-stood = Order { $number } is shipped. The order was “{ $status }” in the shop already.
outcome-progress-status-not-set = Order { $number } is shipped, but in the shop the order is “{ $status }”. We have not changed its status.
outcome-progress-status-refused = The shop did not accept the status “{ $status }”: { $text }
outcome-progress-partly-shipped = A part of order { $number } is shipped: { $goods }. A note on the order in the shop says so.
outcome-progress-tracking-told = The customer has been given the tracking { $tracking } by the shop.
outcome-progress-tracking-stood = The tracking { $tracking } stood in a note to the customer already.
outcome-progress-note-refused = The shop did not accept a note on the order: { $text }
outcome-progress-shipped = Order { $number } is marked as shipped in Rackbeat.
outcome-progress-invoiced = Order { $number } is invoiced in Rackbeat by invoice { $invoice }.
outcome-progress-invoiced-unnumbered = Order { $number } is invoiced in Rackbeat.
outcome-progress-shipment-left = Somebody has begun a shipment of order { $number } in Rackbeat, so we do not ship the rest.
outcome-progress-shipment-refused = Rackbeat did not let us ship order { $number }: { $text }
outcome-progress-invoice-refused = Rackbeat did not let us invoice order { $number }: { $text }
outcome-progress-by-hand = Order { $number } was invoiced by hand in Rackbeat, by invoice { $invoice }.
outcome-progress-by-hand-unnumbered = Order { $number } was invoiced by hand in Rackbeat.
outcome-refund-shipped = { $amount } without VAT was refunded in the shop after order { $number } was shipped. It is not invoiced yet.
outcome-refund-invoiced = { $amount } without VAT was refunded in the shop. Order { $number } is invoiced by invoice { $invoice }, which is not changed.
outcome-refund-invoices-unclear = { $amount } without VAT was refunded in the shop. Order { $number } is invoiced, but we find no single invoice that is its own.
outcome-refund-draft-invoice = { $amount } without VAT was refunded in the shop. Invoice { $invoice } in Rackbeat is not booked yet.
outcome-credit-drafted = Credit note { $credit } of { $amount } without VAT is drafted in Rackbeat, against invoice { $invoice }.
outcome-credit-differs = Credit note { $credit } against invoice { $invoice } is drafted in Rackbeat, but its sum is { $rackbeat } without VAT. The shop refunded { $shop }.
outcome-credit-refused = Rackbeat made no credit note of { $amount } without VAT against invoice { $invoice }: { $text }
progress-goods-restocked = The shop counts the goods as back in stock. Rackbeat does not until they are received there by hand.
progress-goods-kept = The goods were not put back in stock. If they are returned, they must be received by hand in Rackbeat.
remedy-progress-status-not-set = The goods are on their way. Agree on a return with the customer, or correct the status in the shop yourself.
remedy-progress-status-refused = Choose another status after shipping in the settings, and try the order again.
remedy-progress-note-refused = See whether the order is still in the shop, and try again.
remedy-progress-shipment-left = Finish the shipment in Rackbeat. The rest follows by itself.
remedy-progress-by-hand = Do it by hand in Rackbeat. We see it and go on.
remedy-refund-shipped = Deduct the amount when you invoice the order, or make a credit note afterwards.
remedy-refund-invoiced = Make a credit note of the amount in Rackbeat.
remedy-refund-draft-invoice = Correct the draft invoice in Rackbeat before you book it.
remedy-credit-drafted = Look the credit note over in Rackbeat and book it.
remedy-credit-differs = Correct the credit note in Rackbeat before you book it.

## Notes on the order in the shop
shop-note-partly-shipped = A part of the order is shipped: { $goods } (shipment { $shipment }).
shop-note-tracking = Tracking number: { $number }
shop-note-tracking-link = Follow the parcel: { $link }

## In Rackbeat
rackbeat-credit-heading = Refund in the shop
