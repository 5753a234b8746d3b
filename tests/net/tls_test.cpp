// TLS on the same path: a certificate that devices can trust, the same feed inside, and the same bounds.
#include <spdlog/sinks/null_sink.h>
#include <sys/stat.h>

#include <cstdio>

#include "event_stream.hpp"
#include "live_feed.hpp"
#include "net/tls_wire.hpp"
#include "tls_socket.hpp"

namespace bowball::net {
namespace tls_test {

class Tls : public LiveFeed {
protected:
    void SetUp() override {
        const auto home = fs::temp_directory_path() / ("bowball-tls-" + std::to_string(::getpid()));
        tls_folder = home.string();
        options.tls = ServerOptions::Tls{0, prepare_certificates(tls_folder, {"venue.local", "127.0.0.1", "::1"}).value()};
        LiveFeed::SetUp();
    }
    void TearDown() override {
        LiveFeed::TearDown();
        fs::remove_all(tls_folder);
    }
    [[nodiscard]] std::string root() const { return options.tls->files.root; }
    [[nodiscard]] std::uint16_t tls_port() const { return server->tls_port(); }
    std::string tls_folder;
};

const std::string host = "Host: 127.0.0.1\r\n";

TEST_F(Tls, ACertificateOfTheVenuesRootIsTrustedForItsNamesAndNoOther) {
    EXPECT_TRUE(TlsSocket(tls_port(), root()).is_trusted);
    EXPECT_TRUE(TlsSocket(tls_port(), root(), "venue.local").is_trusted);
    EXPECT_FALSE(TlsSocket(tls_port(), root(), "elsewhere.local").is_trusted);
    const auto other = prepare_certificates(tls_folder + "/other", {"127.0.0.1"}).value();
    EXPECT_FALSE(TlsSocket(tls_port(), other.root).is_trusted) << "another venue's root";
}

TEST_F(Tls, OpensslsOwnClientVerifiesIt) {
    const auto command = "echo | openssl s_client -connect 127.0.0.1:" + std::to_string(tls_port()) + " -CAfile " + root() + " -verify_ip 127.0.0.1 -verify_return_error 2>&1";
    auto* pipe = ::popen(command.c_str(), "r");
    ASSERT_NE(pipe, nullptr);
    std::string said;
    char piece[4096];
    while (const auto got = std::fread(piece, 1, sizeof piece, pipe)) said.append(piece, got);
    EXPECT_EQ(::pclose(pipe), 0) << said;
    EXPECT_NE(said.find("Verify return code: 0 (ok)"), std::string::npos) << said;
    EXPECT_NE(said.find("TLSv1.3"), std::string::npos) << said;
}

TEST_F(Tls, AnswersHttpAndEndsCleanly) {
    publish("meet", 1, R"({"p":")" + std::string(3'000'000, 'x') + R"("})");
    TlsSocket socket{tls_port(), root()};
    socket.send("GET /api/v1/health HTTP/1.1\r\n" + host + "\r\nGET /api/v1/views/meet HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n");
    EXPECT_TRUE(socket.read_until("\"ok\":true"));
    socket.read_until("never comes");
    EXPECT_GT(socket.buffer.size(), 3'000'000u);
    EXPECT_TRUE(socket.buffer.ends_with("}}"));
    EXPECT_TRUE(socket.ended_cleanly) << "an end without TLS's goodbye may be somebody's cut";
}

TEST_F(Tls, CarriesTheWebSocketAndTheEventsInTheSameBytes) {
    TlsSocket socket{tls_port(), root()};
    socket.send("GET /live HTTP/1.1\r\n" + host + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: bowball.v1\r\n\r\n");
    ASSERT_TRUE(socket.read_until("\"hello\""));
    EXPECT_NE(socket.buffer.find("101 Switching Protocols"), std::string::npos);
    socket.send(client_frame(0x81, subscribe({"meet"}).dump()));
    TlsSocket events{tls_port(), root()};
    events.send("GET /api/v1/events?topics=meet HTTP/1.1\r\n" + host + "\r\n");
    ASSERT_TRUE(events.read_until("\"hello\""));
    Client plain{port};
    plain.send(subscribe({"meet"}));
    plain.send({{"kind", "ping"}, {"t0", 1}});
    plain.receive("pong");
    for (int n = 1; n <= 50; ++n) publish("meet", static_cast<std::uint64_t>(n), R"({"n":)" + std::to_string(n) + "}");
    auto last = plain.receive_raw();
    while (last.find("\"n\":50") == std::string::npos) last = plain.receive_raw();
    EXPECT_TRUE(socket.read_until(last));
    EXPECT_TRUE(events.read_until("data: " + last + "\n\n"));
}

TEST_F(Tls, NewKeysWithoutEndHoldUpNobodyAndAreCut) {
    TlsSocket fair{tls_port(), root()};
    fair.change_keys(1'000);
    fair.send("GET /api/v1/health HTTP/1.1\r\n" + host + "\r\n");
    EXPECT_TRUE(fair.read_until("\"ok\":true"));
    TlsSocket flood{tls_port(), root()};
    flood.change_keys(60'000);
    EXPECT_FALSE(flood.read_until("never comes"));
    EXPECT_EQ(http(port, "GET", "/api/v1/health").status, 200);
    fair.buffer.clear();
    fair.send("GET /api/v1/health HTTP/1.1\r\n" + host + "\r\n");
    EXPECT_TRUE(fair.read_until("\"ok\":true"));
}

TEST_F(Tls, ASignInOverItNeverLeavesIt) {
    TlsSocket socket{tls_port(), root()};
    const auto body = json{{"code", codes.at(Role::admin)}}.dump();
    socket.send("POST /api/v1/sign-in HTTP/1.1\r\n" + host + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    ASSERT_TRUE(socket.read_until("\"admin\""));
    EXPECT_NE(socket.buffer.find("Set-Cookie: __Host-bowball="), std::string::npos);
    EXPECT_NE(socket.buffer.find("; Secure"), std::string::npos);
    const auto at = socket.buffer.find("__Host-bowball=");
    const auto cookie = "Cookie: " + socket.buffer.substr(at, socket.buffer.find(';', at) - at) + "\r\n";
    EXPECT_EQ(http(port, "GET", "/api/v1/me", "", cookie).status, 401) << "not even if a client sent it in plain";
    TlsSocket again{tls_port(), root()};
    again.send("GET /api/v1/me HTTP/1.1\r\n" + host + cookie + "\r\n");
    EXPECT_TRUE(again.read_until("\"Ada\""));
}

TEST_F(Tls, WhatIsNoTlsIsDroppedAndNobodyWaitsForIt) {
    RawSocket plain{tls_port()};
    plain.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    while (plain.fill(plain.buffer.size() + 1)) {
    }
    EXPECT_EQ(plain.buffer.find("HTTP/1.1"), std::string::npos);
    RawSocket silent{tls_port()};
    RawSocket half{tls_port()};
    half.send(std::string("\x16\x03\x01\x02\x00\x01", 6));
    EXPECT_TRUE(TlsSocket(tls_port(), root()).is_trusted);
}

/// A server that speaks TLS 1.1 too, with the same certificate, for one handshake.
bool old_server_takes(const CertificateFiles& files, int newest) {
    auto* context = ::SSL_CTX_new(::TLS_server_method());
    ::SSL_CTX_set_security_level(context, 0);
    ::SSL_CTX_set_min_proto_version(context, TLS1_1_VERSION);
    ::SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str());
    ::SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM);
    boost::asio::io_context here;
    boost::asio::ip::tcp::acceptor acceptor{here, {boost::asio::ip::address_v4::loopback(), 0}};
    std::thread serving{[&] {
        auto socket = acceptor.accept();
        auto* ssl = ::SSL_new(context);
        ::SSL_set_fd(ssl, static_cast<int>(socket.native_handle()));
        std::ignore = ::SSL_accept(ssl);
        ::SSL_free(ssl);
    }};
    const auto is_taken = TlsSocket(acceptor.local_endpoint().port(), files.root, "127.0.0.1", newest).is_trusted;
    serving.join();
    ::SSL_CTX_free(context);
    return is_taken;
}

TEST_F(Tls, SpeaksNothingOlderThan12) {
    EXPECT_FALSE(TlsSocket(tls_port(), root(), "127.0.0.1", TLS1_1_VERSION).is_trusted);
    EXPECT_TRUE(TlsSocket(tls_port(), root(), "127.0.0.1", TLS1_2_VERSION).is_trusted);
    EXPECT_TRUE(old_server_takes(options.tls->files, TLS1_1_VERSION)) << "this client could";
}

TEST_F(Tls, APageThatCameInTheClearGivesNoOrderOverIt) {
    const auto said_to = [&](const std::string& origin) {
        TlsSocket socket{tls_port(), root()};
        socket.send("POST /api/v1/sign-in HTTP/1.1\r\n" + host + "Origin: " + origin + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
        socket.read_until("never comes");
        return socket.buffer.substr(9, 3);
    };
    EXPECT_EQ(said_to("http://127.0.0.1"), "403");
    EXPECT_EQ(said_to("ws://127.0.0.1"), "403");
    EXPECT_NE(said_to("https://127.0.0.1"), "403");
}

TEST_F(Tls, AStopSaysWhenToComeBack) {
    TlsSocket events{tls_port(), root()};
    events.send("GET /api/v1/events?topics=meet HTTP/1.1\r\n" + host + "\r\n");
    ASSERT_TRUE(events.read_until("\"hello\""));
    server->stop();
    EXPECT_TRUE(events.read_until("\"bye\""));
}

TEST_F(Tls, WhoTakesNothingIsCut) {
    options.bounds.write_stall = 1ms;
    Departure departure{options, &Hub::Counts::event_streams};
    start();
    TlsSocket stuck{tls_port(), root(), "127.0.0.1", 0, {INADDR_LOOPBACK, 4096}};
    stuck.send("GET /api/v1/events?topics=log&since=EPOCH1:0 HTTP/1.1\r\n" + host + "\r\n");
    log_entries(1, 1);
    ASSERT_TRUE(stuck.read_until("\"event\""));
    departure.is_there = true;
    for (std::uint64_t first = 2; first < 40'000; first += 10'000) log_entries(first, first + 9'999, 1000);
    EXPECT_TRUE(departure.is_noticed());
}

TEST_F(Tls, TheRootIsOfferedAndItsKeyIsNot) {
    const auto reply = http(port, "GET", "/root.crt");
    EXPECT_EQ(reply.status, 200);
    EXPECT_NE(reply.head.find("application/x-x509-ca-cert"), std::string::npos);
    EXPECT_TRUE(reply.body.starts_with("-----BEGIN CERTIFICATE-----"));
    EXPECT_EQ(reply.body.find("PRIVATE KEY"), std::string::npos);
    EXPECT_EQ(fingerprint_of(reply.body).size(), 95u);
}

TEST_F(Tls, WithoutItsPortTheServerGoesOnInPlain) {
    options.tls->port = port;
    const auto first_port = port;
    auto other = std::make_unique<Server>(options, io::Clock{}, accounts(), CommandSink{}, std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>()));
    ASSERT_TRUE(other->start().has_value());
    EXPECT_EQ(http(other->port(), "GET", "/api/v1/health").status, 200);
    EXPECT_NE(other->port(), first_port);
    EXPECT_EQ(other->tls_port(), 0) << "there is none";
    other->stop();
}

TEST(Certificates, AreKeptOverARestartAndMadeAnewForANewAddress) {
    const auto folder = (fs::temp_directory_path() / ("bowball-certificates-" + std::to_string(::getpid()))).string();
    const auto read = [](const std::string& path) {
        std::ifstream file{path};
        return std::string{std::istreambuf_iterator<char>{file}, {}};
    };
    const auto files = prepare_certificates(folder, {"venue.local", "10.0.0.5"}).value();
    const auto certificate = read(files.certificate);
    const auto root = read(files.root);
    for (const auto* name : {"/root_key.pem", "/server_key.pem"}) {
        struct stat status{};
        ASSERT_EQ(::stat((folder + name).c_str(), &status), 0);
        EXPECT_EQ(status.st_mode & 0777, 0600u) << name;
    }
    EXPECT_TRUE(prepare_certificates(folder, {"venue.local", "10.0.0.5"}).has_value());
    EXPECT_EQ(read(files.certificate), certificate);
    EXPECT_TRUE(prepare_certificates(folder, {"venue.local", "10.0.0.6"}).has_value());
    EXPECT_NE(read(files.certificate), certificate);
    EXPECT_EQ(read(files.root), root) << "no device must be visited again";
    EXPECT_TRUE(TlsKeys::load(files).has_value());
    std::ofstream{files.root} << "not a certificate";
    const auto broken = prepare_certificates(folder, {"10.0.0.7"});
    ASSERT_FALSE(broken.has_value());
    EXPECT_NE(broken.error().text.find("root.pem"), std::string::npos);
    std::ofstream{files.key} << "nonsense";
    EXPECT_FALSE(TlsKeys::load(files).has_value());
    fs::remove_all(folder);
}

}  // namespace tls_test
}  // namespace bowball::net
