#include "io/link_spec.hpp"

#include <gtest/gtest.h>

#include "io/capture_file.hpp"
#include "io/folder.hpp"

namespace bowball::io {
namespace link_spec_test {

TEST(LinkSpec, ReadsEveryKind) {
    const auto serial = parse_link("serial:///dev/ttyUSB0?baud=38400&parity=even").value();
    EXPECT_EQ(serial.path, "/dev/ttyUSB0");
    EXPECT_EQ(serial.number("baud", 9600), 38400u);
    EXPECT_EQ(serial.option("parity", "none"), "even");
    const auto tcp = parse_link("tcp://192.168.1.50:7000").value();
    EXPECT_EQ(tcp.host, "192.168.1.50");
    EXPECT_EQ(tcp.port, 7000);
    EXPECT_EQ(parse_link("tcp://[::1]:7000")->host, "::1");
    EXPECT_EQ(parse_link("folder:///srv/lynx?pattern=*.lif")->option("pattern", ""), "*.lif");
}

TEST(LinkSpec, ReadsLinesOfThisComputer) {
    const auto gpio = parse_link("gpio:///dev/gpiochip0?in=5,6,7&out=12,13&edge=rising&bias=pull-up&active_low=5,12&debounce_us=0&clock=monotonic&buffer=1024").value();
    EXPECT_EQ(gpio.kind, LinkKind::gpio);
    EXPECT_EQ(gpio.path, "/dev/gpiochip0");
    EXPECT_EQ(gpio.lines("in"), (std::vector<std::uint32_t>{5, 6, 7}));
    EXPECT_EQ(gpio.lines("out"), (std::vector<std::uint32_t>{12, 13}));
    EXPECT_EQ(gpio.lines("active_low"), (std::vector<std::uint32_t>{5, 12}));
    EXPECT_TRUE(parse_link("gpio:///dev/gpiochip0?out=0")->lines("in").empty());
    EXPECT_EQ(parse_link("modem:///dev/ttyS0?lines=dcd,ri")->kind, LinkKind::modem);
    EXPECT_TRUE(parse_link("modem:///dev/ttyS0"));
    EXPECT_EQ(parse_link("pps:///dev/pps0")->path, "/dev/pps0");
    EXPECT_EQ(parse_link("ptp:///dev/ptp0")->path, "/dev/ptp0");
}

TEST(LinkSpec, RefusesLinesThatMakeNoSenseWithASentence) {
    const std::pair<std::string, std::string> cases[] = {
        {"gpio:///dev/gpiochip0", "say which lines to use"},
        {"gpio:///dev/gpiochip0?in=", "say which lines to use"},
        {"gpio://?in=5", "the path is missing"},
        {"gpio:///dev/gpiochip0?in=5,x", "in is a list of line numbers"},
        {"gpio:///dev/gpiochip0?in=5,", "in is a list of line numbers"},
        {"gpio:///dev/gpiochip0?in=99999", "in is a list of line numbers"},
        {"gpio:///dev/gpiochip0?in=5,5", "in names a line twice"},
        {"gpio:///dev/gpiochip0?in=5&out=5", "line 5 cannot be an input and an output"},
        {"gpio:///dev/gpiochip0?in=5&active_low=6", "active_low names line 6"},
        {"gpio:///dev/gpiochip0?in=5&edge=up", "edge is one of both rising falling"},
        {"gpio:///dev/gpiochip0?in=5&bias=up", "bias is one of"},
        {"gpio:///dev/gpiochip0?in=5&clock=realtime", "clock is one of monotonic hte"},
        {"gpio:///dev/gpiochip0?in=5&buffer=2048", "buffer must be a number from 16 to 1024"},
        {"gpio:///dev/gpiochip0?in=5&debounce_us=-1", "debounce_us must be a number from 0 to 1000000"},
        {"modem:///dev/ttyS0?lines=dcd,dtr", "lines is a list of dcd cts dsr ri"},
        {"modem:///dev/ttyS0?lines=", "lines is a list of dcd cts dsr ri"},
        {"pps:///dev/pps0?edge=clear", "has no options"},
    };
    for (const auto& [text, why] : cases) {
        const auto parsed = parse_link(text);
        ASSERT_FALSE(parsed.has_value()) << text;
        EXPECT_NE(parsed.error().text.find(why), std::string::npos) << parsed.error().text;
        EXPECT_EQ(parsed.error().text.back(), '.');
    }
    std::string many = "0";
    for (int i = 1; i < 64; ++i) many += "," + std::to_string(i);
    EXPECT_TRUE(parse_link("gpio:///dev/gpiochip0?in=" + many));
    EXPECT_NE(parse_link("gpio:///dev/gpiochip0?in=" + many + ",64").error().text.find("more than 64 lines"), std::string::npos);
}

TEST(LinkSpec, RefusesWhatItDoesNotUnderstandWithASentence) {
    for (const auto* text : {"", "com3", "ftp://x", "tcp://host", "tcp://host:99999", "serial://", "serial:///dev/x?bauds=1", "serial:///dev/x?baud=fast", "serial:///dev/x?parity=maybe", "udp://",
                            "serial:///dev/x?baud=9601", "serial:///dev/x?bits=9", "serial:///dev/x?stop=0", "tcp://:7000", "replay:///x?speed=0", "folder:///x?rest_ms=99999999999", "folder:///x?arrival=ignored"}) {
        const auto parsed = parse_link(text);
        ASSERT_FALSE(parsed.has_value()) << text;
        EXPECT_EQ(parsed.error().code, errc::bad_input);
        EXPECT_EQ(parsed.error().text.back(), '.');
    }
}

TEST(LinkSpec, ARefusalCanBeShownWhateverStoodThere) {
    EXPECT_EQ(parse_link("tcp://h:1?arr\xEC=x").error().text, R"(link "tcp://h:1?arr\xec=x": option "arr\xec" is not known. Known are: arrival.)");
}

// A line at another rate than was asked for gives only garbage: better no line.
TEST(LinkSpec, ARateThatALineCannotHaveIsRefusedAndTheOthersListed) {
    EXPECT_EQ(parse_link("serial:///dev/x?baud=28800").error().text, "link \"serial:///dev/x?baud=28800\": baud is one of 1200 2400 4800 9600 19200 38400 57600 115200.");
}

TEST(LinkSpec, ArrivalCountsUnlessSaidOtherwiseOrPlayedFaster) {
    EXPECT_TRUE(parse_link("serial:///dev/x")->arrival_counts());
    EXPECT_FALSE(parse_link("serial:///dev/x?arrival=ignored")->arrival_counts());
    EXPECT_TRUE(parse_link("replay:///x.cap")->arrival_counts());
    EXPECT_FALSE(parse_link("replay:///x.cap?speed=60")->arrival_counts());
    EXPECT_TRUE(parse_link("replay:///x.cap?speed=60&arrival=counts")->arrival_counts());
}

TEST(FolderLink, PatternsTakeAnyCase) {
    EXPECT_TRUE(fits("017-2-01.LIF", "*.lif"));
    EXPECT_TRUE(fits("a.lif", "*"));
    EXPECT_TRUE(fits("race-12.lif", "race-*.lif"));
    EXPECT_FALSE(fits("017-2-01.lif.tmp", "*.lif"));
    EXPECT_FALSE(fits("x.evt", "*.lif"));
}

TEST(CaptureFile, ComesBackAsItWasWrittenWhateverTheBytes) {
    std::string bytes;
    for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
    const CaptureHeader header{"timer", "alge_timy", "serial:///dev/x?baud=9600", WallTime{std::chrono::microseconds{5}}};
    const std::vector<CapturePiece> pieces{{0ns, '*', "open"}, {1500ns, '<', bytes}, {2s, '>', "PRE4\r"}, {3s, '=', "a.lif 1,2,3\n"}};
    auto text = encode_header(header);
    for (const auto& piece : pieces) text += encode_piece(piece);
    const auto back = decode_capture(text).value();
    EXPECT_EQ(back.pieces, pieces);
    EXPECT_EQ(back.header.driver, "alge_timy");
    for (std::size_t cut = text.find('\n') + 1; cut < text.size(); ++cut) {
        const auto partial = decode_capture(std::string_view{text}.substr(0, cut));
        ASSERT_TRUE(partial.has_value()) << "cut off by a crash at byte " << cut;
        ASSERT_LE(partial->pieces.size(), pieces.size());
    }
}

TEST(CaptureFile, RefusesWhatIsNoRecordingAndSaysWhere) {
    EXPECT_EQ(decode_capture("").error().text, "the file is empty.");
    EXPECT_NE(decode_capture("hello\n").error().text.find("line 1"), std::string::npos);
    EXPECT_NE(decode_capture("bowball-cap 1 a b c 5\nx < y\n").error().text.find("line 2"), std::string::npos);
    EXPECT_NE(decode_capture("bowball-cap 1 a b c 5\n1 < \\xZZ\n").error().text.find("backslash"), std::string::npos);
}

}  // namespace link_spec_test
}  // namespace bowball::io
