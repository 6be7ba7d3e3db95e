set size_bytes '65536'; set label 'plain'
