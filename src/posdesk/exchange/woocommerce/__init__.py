"""WooCommerce, REST v3, with the owner's key; what many provinces' and shops' sites run.

Observed on WooCommerce 11.0.1: the filter of changed orders is exclusive with one second's
resolution, page numbers drift under writes, a batch answers 200 with errors inside, an over-refund
answers 500, nothing is idempotent, times are the site's unless GMT is asked for.
"""
