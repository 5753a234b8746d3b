// RFC 6455 and RFC 7692 from outside, over real sockets, in the groups of the usual conformance suite: framing, masking,
// reserved bits, opcodes, control frames, fragments, UTF-8, close codes, limits, compression.
#include "core/limits.hpp"
#include "core/text.hpp"
#include "live_feed.hpp"
#include "net/client_frame.hpp"
#include "net/message_deflate.hpp"

namespace bowball::net {
namespace conformance_test {

// --- frames as a client makes them ---

std::string text(std::string_view payload) { return client_frame(0x81, payload); }
std::string with_code(unsigned code, std::string_view reason = "") {
    return client_frame(0x88, std::string{static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)}.append(reason));
}
/// A message that the server answers, with something in it that it does not look at.
std::string probe(std::string_view inside = "") { return R"({"v":1,"kind":"ping","t0":7,"x":")" + std::string{inside} + "\"}"; }
std::string probe_of(std::size_t size) { return probe(std::string(size - probe().size(), 'x')); }

// --- what must come of it ---

struct Case {
    std::string name;
    std::string bytes;
    std::vector<std::string> pongs = {};   ///< payloads of pongs, in order
    int answers = 0;                       ///< to probes
    int close = 0;                         ///< code of the server's close; 0: the connection stays
};

class Conformance : public LiveFeed {
protected:
    /// One connection; the bytes in pieces of so many, each of them a packet of its own.
    void play(const Case& one, std::size_t piece, const std::string& headers = "") {
        SCOPED_TRACE(one.name + ", pieces of " + std::to_string(piece));
        Client client{port, headers};
        ASSERT_TRUE(client.upgraded);
        client.receive("hello");
        for (std::size_t at = 0; at < one.bytes.size(); at += piece) client.send_raw(std::string_view{one.bytes}.substr(at, piece));
        // After what is good comes a last ping: all that was to come of the bytes has come before its pong.
        if (one.close == 0) client.send_raw(client_frame(0x89, "end"));
        std::vector<std::string> pongs;
        auto answers = 0;
        auto close = 0;
        for (int i = 0; i < 1000; ++i) {
            const auto payload = client.receive_raw();
            if (client.last_frame.empty()) break;
            if (client.opcode == 10 && payload == "end") break;
            if (client.opcode == 10) pongs.push_back(payload);
            if (client.opcode == 1) answers += nlohmann::json::parse(payload)["kind"] == "pong" ? 1 : 0;
            if (client.opcode == 8) {
                close = payload.size() < 2 ? 1005 : static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1]);
                break;
            }
            client.last_frame.clear();
        }
        EXPECT_EQ(close, one.close);
        EXPECT_EQ(answers, one.answers);
        if (one.close == 0) {
            EXPECT_EQ(pongs, one.pongs);
        } else {
            EXPECT_TRUE(client.receive_raw().empty()) << "nothing comes after a close";
        }
        count += 1;
    }
    void play_all(const std::vector<Case>& cases, const std::string& headers = "") {
        for (const auto& one : cases) {
            play(one, one.bytes.size() + 1, headers);
            if (one.bytes.size() < 400) play(one, 1, headers);
        }
    }
    int count = 0;
};

TEST_F(Conformance, LengthsOfMessages) {
    std::vector<Case> cases;
    for (const auto size : {125U, 126U, 127U, 128U, 4096U, 16384U}) cases.push_back({"text of " + std::to_string(size), text(probe_of(size)), {}, 1});
    cases.push_back({"no text at all is no message of the feed", text(""), {}, 0});
    cases.push_back({"one byte over the bound", text(probe_of(16385)), {}, 0, close_code::too_big});
    cases.push_back({"65,536 bytes", text(probe_of(65536)), {}, 0, close_code::too_big});
    cases.push_back({"a length of 2^63 - 1", client_frame(0x81, "").replace(1, 1, "\xFF\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 9), {}, 0, close_code::too_big});
    cases.push_back({"a length of 2^64 - 1", client_frame(0x81, "").replace(1, 1, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 9), {}, 0, close_code::too_big});
    cases.push_back({"a short length in two bytes", client_frame(0x81, probe_of(125), {.length_bytes = 2}), {}, 0, close_code::protocol_error});
    cases.push_back({"a short length in eight bytes", client_frame(0x81, probe_of(300), {.length_bytes = 8}), {}, 0, close_code::protocol_error});
    cases.push_back({"two messages in one packet", text(probe()) + text(probe()), {}, 2});
    play_all(cases);
}

TEST_F(Conformance, Masks) {
    play_all({{"of zeros", client_frame(0x81, probe(), {.mask = std::string(4, '\0')}), {}, 1},
              {"of ones", client_frame(0x81, probe(), {.mask = "\xFF\xFF\xFF\xFF"}), {}, 1},
              {"another for each fragment", client_frame(0x01, probe().substr(0, 9)) + client_frame(0x80, probe().substr(9), {.mask = "abcd"}), {}, 1},
              {"none on a text", client_frame(0x81, probe(), {.is_masked = false}), {}, 0, close_code::protocol_error},
              {"none on a ping", client_frame(0x89, "p", {.is_masked = false}), {}, 0, close_code::protocol_error},
              {"none on a close", client_frame(0x88, "\x03\xE8", {.is_masked = false}), {}, 0, close_code::protocol_error}});
}

TEST_F(Conformance, PingsAndPongs) {
    const std::string all_bytes = [] {
        std::string bytes;
        for (int i = 0; i < 125; ++i) bytes += static_cast<char>(255 - i);
        return bytes;
    }();
    std::string ten;
    for (int i = 0; i < 9; ++i) ten += client_frame(0x89, std::to_string(i));
    play_all({{"an empty ping", client_frame(0x89, ""), {""}},
              {"a ping of text", client_frame(0x89, "Hello"), {"Hello"}},
              {"a ping of any bytes", client_frame(0x89, all_bytes), {all_bytes}},
              {"a ping of 126 bytes", client_frame(0x89, std::string(126, 'x')), {}, 0, close_code::protocol_error},
              {"a pong that nobody asked for", client_frame(0x8A, "x"), {}},
              {"a pong, then a ping", client_frame(0x8A, "x") + client_frame(0x89, "y"), {"y"}},
              {"a pong of 126 bytes", client_frame(0x8A, std::string(126, 'x')), {}, 0, close_code::protocol_error},
              {"a ping in pieces", client_frame(0x09, "a") + client_frame(0x80, "b"), {}, 0, close_code::protocol_error},
              {"a pong in pieces", client_frame(0x0A, "a") + client_frame(0x80, "b"), {}, 0, close_code::protocol_error}});
    // Of many that come together only the newest need be answered (section 5.5.3); the last is.
    Client client{port};
    client.receive("hello");
    client.send_raw(ten + client_frame(0x89, "last"));
    for (int i = 0; i < 20 && client.receive_raw() != "last"; ++i) EXPECT_EQ(client.opcode, 10);
}

TEST_F(Conformance, ReservedBits) {
    std::vector<Case> cases;
    for (const auto bits : {0x10U, 0x20U, 0x30U, 0x40U, 0x50U, 0x60U, 0x70U}) {
        for (const auto first : {0x81U, 0x89U, 0x88U}) cases.push_back({"bits " + std::to_string(bits >> 4) + " of frame " + std::to_string(first), text(probe()) + client_frame(first | bits, ""), {}, 1, close_code::protocol_error});
    }
    play_all(cases);
}

TEST_F(Conformance, Opcodes) {
    std::vector<Case> cases;
    for (const auto opcode : {3U, 4U, 5U, 6U, 7U, 11U, 12U, 13U, 14U, 15U}) {
        cases.push_back({"opcode " + std::to_string(opcode), client_frame(0x80 | opcode, ""), {}, 0, close_code::protocol_error});
        cases.push_back({"opcode " + std::to_string(opcode) + " after a message", text(probe()) + client_frame(0x80 | opcode, "x") + client_frame(0x89, ""), {}, 1, close_code::protocol_error});
    }
    cases.push_back({"binary", client_frame(0x82, "x"), {}, 0, close_code::unsupported});
    cases.push_back({"binary in pieces", client_frame(0x02, "x"), {}, 0, close_code::unsupported});
    play_all(cases);
}

TEST_F(Conformance, Fragments) {
    const auto whole = probe("fragments");
    const auto one = whole.substr(0, 10);
    const auto two = whole.substr(10, 15);
    const auto three = whole.substr(25);
    std::string single_bytes = client_frame(0x01, whole.substr(0, 1));
    for (std::size_t i = 1; i + 1 < whole.size(); ++i) single_bytes += client_frame(0x00, whole.substr(i, 1));
    single_bytes += client_frame(0x80, whole.substr(whole.size() - 1));
    std::string empty_ones = client_frame(0x01, "");
    for (std::size_t i = 0; i < limits::inbound_fragments; ++i) empty_ones += client_frame(0x00, "");
    play_all({{"two", client_frame(0x01, one) + client_frame(0x80, two + three), {}, 1},
              {"three", client_frame(0x01, one) + client_frame(0x00, two) + client_frame(0x80, three), {}, 1},
              {"of one byte each", single_bytes, {}, 1},
              {"empty ones among them", client_frame(0x01, "") + client_frame(0x00, one) + client_frame(0x00, "") + client_frame(0x00, two + three) + client_frame(0x80, ""), {}, 1},
              {"more empty ones than any message needs", empty_ones, {}, 0, close_code::too_big},
              {"a ping between", client_frame(0x01, one) + client_frame(0x89, "between") + client_frame(0x80, two + three), {"between"}, 1},
              {"pings between all", client_frame(0x01, one) + client_frame(0x89, "1") + client_frame(0x00, two) + client_frame(0x8A, "") + client_frame(0x80, three), {"1"}, 1},
              {"a continuation of nothing", client_frame(0x80, "x"), {}, 0, close_code::protocol_error},
              {"an open continuation of nothing", client_frame(0x00, "x") + text(probe()), {}, 0, close_code::protocol_error},
              {"a continuation after the end", client_frame(0x01, one) + client_frame(0x80, two + three) + client_frame(0x80, "x"), {}, 1, close_code::protocol_error},
              {"a new text inside a text", client_frame(0x01, one) + text(whole), {}, 0, close_code::protocol_error},
              {"a new piece inside a text", client_frame(0x01, one) + client_frame(0x01, two), {}, 0, close_code::protocol_error},
              {"together over the bound", client_frame(0x01, std::string(9000, 'x')) + client_frame(0x80, std::string(9000, 'x')), {}, 0, close_code::too_big},
              {"a close between", client_frame(0x01, one) + with_code(1000), {}, 0, close_code::normal}});
}

TEST_F(Conformance, GoodUtf8) {
    std::vector<Case> cases;
    for (const auto* good : {"\xCE\xBA\xE1\xBD\xB9\xCF\x83\xCE\xBC\xCE\xB5", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xEF\xBF\xBD", "\xEF\xBF\xBE", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
        const auto whole = probe(good);
        const auto inside = whole.find(good) + 1;   // cuts a character
        cases.push_back({"good " + whole, text(whole), {}, 1});
        cases.push_back({"good in pieces " + whole, client_frame(0x01, whole.substr(0, inside)) + client_frame(0x80, whole.substr(inside)), {}, 1});
    }
    play_all(cases);
}

TEST_F(Conformance, BadUtf8FailsAtItsFirstBadByte) {
    std::vector<Case> cases;
    for (const auto* bad : {"\x80", "\xBF", "\xC0\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF", "\xE0\x9F\xBF", "\xF0\x80\x80\xAF", "\xF0\x8F\xBF\xBF", "\xF8\x87\xBF\xBF\xBF", "\xFC\x83\xBF\xBF\xBF\xBF", "\xFE", "\xFF", "\xED\xA0\x80",
                            "\xED\xBF\xBF", "\xED\xA0\x80\xED\xB0\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xC2 ", "\xE1\x80 ", "\xF1\x80\x80 "}) {
        const auto name = printable(bad, 60);
        cases.push_back({"bad " + name, text(probe(bad)), {}, 0, close_code::bad_text});
        // The message does not end, nor does its frame: what is wrong is wrong already.
        cases.push_back({"bad in an unfinished message " + name, client_frame(0x01, probe(bad)), {}, 0, close_code::bad_text});
        const auto whole = text(probe(std::string{bad} + std::string(60, 'x')));
        cases.push_back({"bad in an unfinished frame " + name, whole.substr(0, whole.size() - 20), {}, 0, close_code::bad_text});
    }
    cases.push_back({"cut at the end", text("\xE1\x80"), {}, 0, close_code::bad_text});
    cases.push_back({"cut at the end of the last piece", client_frame(0x01, "\xE1") + client_frame(0x80, "\x80"), {}, 0, close_code::bad_text});
    play_all(cases);
}

TEST_F(Conformance, Closes) {
    std::vector<Case> cases{{"without a code", client_frame(0x88, ""), {}, 0, close_code::normal},
                            {"with half a code", client_frame(0x88, "\x03"), {}, 0, close_code::protocol_error},
                            {"with a reason", with_code(1000, "good bye"), {}, 0, close_code::normal},
                            {"with the longest reason", with_code(1000, std::string(123, 'x')), {}, 0, close_code::normal},
                            {"with a reason that is too long", with_code(1000, std::string(124, 'x')), {}, 0, close_code::protocol_error},
                            {"with a reason that is no text", with_code(1000, "\xCE\xBA\xED\xA0\x80"), {}, 0, close_code::bad_text},
                            {"two", with_code(1000) + with_code(1001), {}, 0, close_code::normal},
                            {"a ping after it", with_code(1000) + client_frame(0x89, ""), {}, 0, close_code::normal},
                            {"a message after it", with_code(1000) + text(probe()), {}, 0, close_code::normal}};
    for (const auto good : {1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999}) cases.push_back({"code " + std::to_string(good), with_code(static_cast<unsigned>(good)), {}, 0, good});
    for (const auto bad : {0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 5000, 65535}) cases.push_back({"code " + std::to_string(bad), with_code(static_cast<unsigned>(bad)), {}, 0, close_code::protocol_error});
    play_all(cases);
}

// --- compression ---

const std::string offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";

bool is_agreed(const Client& client) { return client.head.find("Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; client_no_context_takeover") != std::string::npos; }

TEST_F(Conformance, OffersOfCompression) {
    const auto answer_to = [&](const std::string& offered) { return is_agreed(Client{port, "Sec-WebSocket-Extensions: " + offered + "\r\n"}); };
    for (const auto* good : {"permessage-deflate", "permessage-deflate; client_max_window_bits", "permessage-deflate; client_max_window_bits=10; server_no_context_takeover", "x-other, permessage-deflate",
                             "permessage-deflate; server_max_window_bits=10, permessage-deflate", "permessage-deflate; server_max_window_bits=15", "PerMessage-Deflate; client_no_context_takeover", "permessage-deflate; client_max_window_bits=\"10\""})
        EXPECT_TRUE(answer_to(good)) << good;
    for (const auto* bad : {"x-webkit-deflate-frame", "permessage-deflate; server_max_window_bits=10", "permessage-deflate; server_max_window_bits", "permessage-deflate; client_max_window_bits=16", "permessage-deflate; client_max_window_bits=08",
                            "permessage-deflate; unknown", "permessage-deflate; server_no_context_takeover=1", "permessage-deflate; client_max_window_bits; client_max_window_bits"})
        EXPECT_FALSE(answer_to(bad)) << bad;
}

TEST_F(Conformance, CompressedMessages) {
    const auto packed = deflate_message(probe("packed"));
    const auto bomb = deflate_message(std::string(1'000'000, 'x'));
    play_all({{"whole", client_frame(0xC1, packed), {}, 1},
              {"one that is not compressed", text(probe()), {}, 1},
              {"in pieces", client_frame(0x41, packed.substr(0, 5)) + client_frame(0x89, "between") + client_frame(0x80, packed.substr(5)), {"between"}, 1},
              {"an empty one", client_frame(0xC1, std::string(1, '\0')), {}, 0},
              {"no byte at all", client_frame(0xC1, ""), {}, 0},
              {"two, each by itself", client_frame(0xC1, packed) + client_frame(0xC1, packed), {}, 2},
              {"the bit on a later piece", client_frame(0x41, packed.substr(0, 5)) + client_frame(0xC0, packed.substr(5)), {}, 0, close_code::protocol_error},
              {"the bit on a ping", client_frame(0xC9, ""), {}, 0, close_code::protocol_error},
              {"what was never compressed", client_frame(0xC1, "plain text, and nothing else"), {}, 0, close_code::bad_text},
              {"text that is no UTF-8", client_frame(0xC1, deflate_message(probe("\xFF"))), {}, 0, close_code::bad_text},
              {"a megabyte in " + std::to_string(bomb.size()) + " bytes", client_frame(0xC1, bomb), {}, 0, close_code::too_big},
              {"another reserved bit", client_frame(0xA1, packed), {}, 0, close_code::protocol_error}},
             offer);
    play({"the bit without agreement", client_frame(0xC1, packed), {}, 0, close_code::protocol_error}, 1000);
}

TEST_F(Conformance, TheManyGetTheirFramesCompressedAndOfficialsAtOnceAsTheyAre) {
    const auto cookie = signed_in(Role::referee);
    const std::string data = R"({"crews":")" + std::string(2000, 'x') + "\"}";
    publish("race/1/board", 1, data);
    publish("race/2/board", 2, R"({"short":1})");
    Client phone{port, offer};
    Client plain{port};
    OfficialClient official{port, cookie, offer};
    EXPECT_TRUE(is_agreed(phone));
    EXPECT_FALSE(is_agreed(official));
    std::string expected;
    for (Client* client : {&plain, static_cast<Client*>(&official)}) {
        client->send(subscribe({"race/1/board"}));
        expected = client->receive("view").dump();
        EXPECT_EQ(static_cast<unsigned char>(client->last_frame[0]), 0x81);
    }
    phone.receive("hello");
    phone.send(subscribe({"race/1/board", "race/2/board"}));
    const auto packed = phone.receive_raw();
    EXPECT_EQ(static_cast<unsigned char>(phone.last_frame[0]), 0xC1);
    EXPECT_LT(packed.size(), data.size() / 4);
    const auto inflated = inflate_message(packed, 100'000);
    ASSERT_TRUE(inflated.has_value());
    EXPECT_EQ(nlohmann::json::parse(*inflated).dump(), expected);
    EXPECT_EQ(phone.receive("view")["data"]["short"], 1);
    EXPECT_EQ(static_cast<unsigned char>(phone.last_frame[0]), 0x81) << "a short one gains nothing";
}

}  // namespace conformance_test
}  // namespace bowball::net
