filedesc://site.arc 192.0.2.1 20140216050221 text/plain 69
1 0 Example
URL IP-address Archive-date Content-type Archive-length


http://forum.example.org/a b 192.0.2.1 20140216050221 text/html 177
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8
Content-Length: 98

<html><head><title>Thread 12</title></head><body><p>Ravi: I know where you live.</p></body></html>
