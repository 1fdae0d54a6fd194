### An order that is changed, refunded or cancelled after it was transferred.
outcome-order-changed = Sales order { $number } is changed in Rackbeat, to what the order now is in the shop.
outcome-order-changed-by-both = The order was changed in the shop, but sales order { $number } was also changed by hand in Rackbeat. We leave it alone.
outcome-order-changed-too-late = The order was changed in the shop, but sales order { $number } is already shipped or invoiced in Rackbeat, wholly or in part. It is not changed.
outcome-order-change-refused = The order was changed in the shop, but the change did not go through in Rackbeat. Sales order { $number } stands as before and is booked.
outcome-draft-change-refused = The order was changed in the shop, but the change did not go through in Rackbeat. Draft order { $number } stands as before.
outcome-order-change-locked = The order was changed in the shop, but Rackbeat did not let us open sales order { $number }. Perhaps somebody is picking it. Rackbeat says: { $text }
outcome-order-kept-on-shelf = “{ $name }” ({ $sku }) was refunded without being put back in stock in the shop. Rackbeat still counts { $count } on the shelf.
outcome-order-refunded-unsent = The order was refunded in the shop before it was transferred.
outcome-order-refunded-released = The whole order is refunded in the shop. Sales order { $number } is reopened in Rackbeat, so its goods are released.
outcome-order-refunded-deleted = The whole order is refunded in the shop. Sales order { $number } is deleted in Rackbeat.
outcome-order-refunded-told = The whole order is refunded in the shop. Sales order { $number } stands as before in Rackbeat.
outcome-order-refunded-shipped = The whole order is refunded in the shop, but sales order { $number } is already shipped, wholly or in part.

## What became different
order-change-added = New line: { $count } × “{ $name }”.
order-change-removed = The line “{ $name }” is gone.
order-change-became = “{ $from }” is now “{ $name }”.
order-change-pieces = “{ $name }”: quantity { $from } → { $to }.
order-change-price = “{ $name }”: price { $from } → { $to } without VAT.
order-change-note = The customer's note is changed.
order-change-vat-zone = The VAT zone is changed.
order-change-billing = The billing address is changed.
order-change-delivery = The delivery address is changed.
note-refund-on-discount = { $amount } without VAT of the refund belongs to no line and is put on the discount product.

## What one can do
remedy-change-locked = Agree with whoever is picking, and change the order in Rackbeat, or try again when it is free.
remedy-kept-on-shelf = If the goods are gone or broken, correct the stock in Rackbeat. If they are in stock, there is nothing to do.
remedy-refund-by-hand = Decide in Rackbeat what is to become of the sales order.

## Stands on the order in Rackbeat
rackbeat-note-refunded = Refunded in the shop
