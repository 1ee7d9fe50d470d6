"""Reports: documents issued from frozen figures, with gap-free numbers; the office's own layouts."""
