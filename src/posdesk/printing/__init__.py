"""From a receipt document to paper, picture, text and PDF; the links to printers."""
