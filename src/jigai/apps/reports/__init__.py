"""Reports: documents issued from frozen figures, gap-free numbers, the office's own layouts."""
