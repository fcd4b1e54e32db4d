vcl 4.1;
# Lan Tỏa sau Varnish, giữ trang trong một giây. Chạy varnishd với: -p http_gzip_support=off
# (Varnish không đụng vào nén: chương trình đưa sẵn br và gzip). LANTOA_PROXIES đếm cả Varnish.
# Các lượt đọc cùng một trang trong cùng giây không tới chương trình: chúng KHÔNG được đếm.

backend default {
  .host = "127.0.0.1";
  .port = "8000";  # cổng chương trình
  .first_byte_timeout = 60s;
}

sub vcl_recv {
  if (req.method != "GET" && req.method != "HEAD") {
    return (pass);
  }
  if (req.http.Authorization || req.http.Cookie ~ "(^|;\s*)sessionid=" || req.http.Range) {
    return (pass);
  }
  if (req.url ~ "^/(lam-viec|quan-tri|tai-khoan)/") {
    return (pass);
  }
  if (req.http.Accept-Encoding ~ "(?i)\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))") {
    set req.http.Accept-Encoding = "br";
  } else if (req.http.Accept-Encoding ~ "(?i)\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))") {
    set req.http.Accept-Encoding = "gzip";
  } else {
    unset req.http.Accept-Encoding;
  }
  # Cookie còn lại (biểu mẫu) vẫn tới chương trình, nhưng không cản việc giữ trang chung.
  return (hash);
}

sub vcl_backend_response {
  # Không bao giờ đưa bản cũ, kể cả khi chương trình chậm hay chết.
  set beresp.grace = 0s;
  set beresp.keep = 10s;  # chỉ để hỏi lại bằng ETag
  if (beresp.http.Set-Cookie || beresp.http.Cache-Control !~ "s-maxage=") {
    set beresp.uncacheable = true;
    set beresp.ttl = 1s;
  } else if (beresp.ttl > 1s) {
    set beresp.ttl = 1s;
  }
  return (deliver);
}

sub vcl_deliver {
  unset resp.http.Surrogate-Key;
  unset resp.http.X-Varnish;
  unset resp.http.Via;
}
