package io.restorekit.s3;

/** Outages of DNS, without TLS: nothing but DNS says whose an address is. */
class DnsOutageHttpTest extends DnsOutageCases {
    DnsOutageHttpTest() {
        super(DnsScene.overHttp());
    }
}
