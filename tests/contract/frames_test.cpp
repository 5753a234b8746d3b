// Every kind of frame as the server writes it, against docs/schemas. The frames themselves are in frames.jsonl beside this, for
// validators in other languages.
//
// After a change that is meant:   BOWBALL_GOLDEN=write ctest --test-dir build -R Frames   and commit the diff.
#include <gtest/gtest.h>

#include <set>

#include "core/limits.hpp"
#include "folders.hpp"
#include "formats/command.hpp"
#include "formats/trace_samples.hpp"
#include "races/script.hpp"
#include "schema_file.hpp"
#include "views/trace_samples.hpp"

namespace bowball::contract {
namespace frames_test {

using nlohmann::json;

const std::string golden = tests_folder() + "/contract/frames.jsonl";

std::string event_frame(engine::Event event) {
    const engine::Entry entry{Seq{4182}, RaceTime{1784883692500ms}, WallTime{1784883692501ms}, {{"Ada", Role::admin}, "6f1c", "as planned"}, std::move(event)};
    return formats::encode_frame(formats::EventFrame{"01JDA7", Seq{4182}, Seq{4180}, 1784883692500123, formats::edge_us_of(entry), formats::encode_public_entry(entry)});
}

engine::Impulse an_impulse() {
    engine::Impulse impulse;
    impulse.device = "timy";
    impulse.channel = "C1";
    impulse.stamp.at = RaceTime{1784883692499s};
    impulse.stamp.uncertainty = 300us;
    return impulse;
}

/// Each kind with everything in it, and with as little as there can be.
std::vector<std::string> frames() {
    const Error error{errc::unknown_race, "Race 99 is not in the programme."};
    const auto medals = formats::encode_view(views::MedalsView{{{1, "Harbour RC", 1, 0, 2, 3}}, {}});
    return {
        formats::encode_frame(formats::HelloFrame{"0.1.0", "01JDA7", Seq{4182}, 5000, 1784883692500000, 1}),
        formats::encode_frame(formats::ViewFrame{"meet/medals", "01JDA7", Seq{4182}, 1784883692500123, 1784883692500000, medals}),
        formats::encode_frame(formats::ViewFrame{"meet/medals", "01JDA7", Seq{4182}, 1784883692500123, std::nullopt, medals}),
        event_frame(engine::RaceCalled{RaceId{12}}),
        event_frame(engine::InputTestBegun{}),
        event_frame(engine::ImpulseSeen{an_impulse()}),
        formats::encode_heartbeat(1784883692500123, Seq{4182}, 0),
        formats::encode_pong("1795455600123456", 1784883692500123, 1784883692500130),
        formats::encode_pong("12.5", 1784883692500123, 1784883692500130),
        formats::encode_gap("01JDA7", Seq{4000}, "Entries up to 4000 are no longer held."),
        formats::encode_accepted("6f1c", {Seq{4182}, false}),
        formats::encode_accepted("6f1d", {Seq{4183}, false, false}),
        formats::encode_refused("6f1c", error),
        formats::encode_error(error, "race/99/referee"),
        formats::encode_error(error),
        formats::encode_bye(4020, 1250, "The server restarts."),
    };
}

std::set<std::string> keys_of(const json& object) {
    std::set<std::string> keys;
    for (const auto& [key, value] : object.items()) keys.insert(key);
    return keys;
}

TEST(Frames, AreWhatTheSchemasDescribe) {
    std::map<std::string, std::set<std::string>> always, ever;
    for (const auto& text : frames()) {
        const auto frame = json::parse(text);
        const auto kind = frame.at("kind").get<std::string>();
        EXPECT_EQ(problems(kind + "_frame.json", frame), "") << text;
        EXPECT_EQ(problems("frame.json", frame), "") << text;
        const auto keys = keys_of(frame);
        if (!ever.contains(kind)) always[kind] = keys;
        std::erase_if(always[kind], [&](const std::string& key) { return !keys.contains(key); });
        ever[kind].insert(keys.begin(), keys.end());
    }
    for (const auto& [kind, keys] : ever) {
        const auto schema = read_schema(kind + "_frame.json");
        EXPECT_EQ(keys_of(schema.at("properties")), keys) << kind;
        EXPECT_EQ(schema.at("required").get<std::set<std::string>>(), always[kind]) << kind;
    }
}

TEST(Frames, AreRefusedByTheSchemasWithoutARequiredKey) {
    for (const auto& text : frames()) {
        const auto frame = json::parse(text);
        const auto file = frame.at("kind").get<std::string>() + "_frame.json";
        for (const auto& key : read_schema(file).at("required")) {
            auto lame = frame;
            lame.erase(key.get<std::string>());
            EXPECT_NE(problems(file, lame), "") << lame.dump();
        }
    }
}

TEST(Frames, AreThoseOfTheGoldenFile) {
    std::string text;
    for (const auto& frame : frames()) text += frame + "\n";
    if (std::getenv("BOWBALL_GOLDEN") != nullptr) std::ofstream{golden, std::ios::binary} << text;
    EXPECT_EQ(races::read_all(golden), text);
}

TEST(TraceSamples, AreWhatTheirSchemaDescribes) {
    const auto waveform = std::make_shared<const Waveform>(Waveform{250us, "N", 15000, {1201, -1199, 1202}});
    const views::TraceSamples trace{ImpulseId{812}, "blocks", "lane 3", RaceTime{1784883692500ms}, 15us, waveform};
    const auto written = json::parse(formats::encode_trace_samples(trace));
    const auto schema = read_schema("trace_samples.json");
    EXPECT_EQ(problems("trace_samples.json", written), "");
    EXPECT_EQ(keys_of(schema.at("properties")), keys_of(written));
    EXPECT_EQ(schema.at("required").get<std::set<std::string>>(), keys_of(written));
}

/// What the schemas let a client leave out, the server does not need; what they require, an order cannot be without.
TEST(Messages, AreTakenByTheServerAsTheSchemasSay) {
    const json command{{"kind", "command"}, {"id", "6f1c"}, {"command", "call_race"}, {"data", {{"race", 12}}}, {"reason", ""}};
    const std::vector<json> messages{{{"kind", "subscribe"}, {"topics", {"current/board", "race/*/results"}}},
                                     {{"v", 1}, {"kind", "subscribe"}, {"topics", {"log"}}, {"since", "01JDA7:4182"}},
                                     {{"kind", "unsubscribe"}, {"topics", {"current/board"}}},
                                     {{"kind", "ping"}, {"t0", 12.5}},
                                     {{"kind", "painted"}, {"sent_us", 1}, {"edge_us", nullptr}, {"arrived_us", 2}, {"painted_us", 3}, {"error_us", 4}, {"delay_us", 0}},
                                     command};
    for (const auto& message : messages) {
        EXPECT_EQ(problems(message["kind"].get<std::string>() + "_frame.json", message), "") << message.dump();
        EXPECT_EQ(problems("message.json", message), "") << message.dump();
        EXPECT_TRUE(formats::parse_client_message(message.dump()).has_value()) << message.dump();
    }
    EXPECT_TRUE(formats::parse_command(command.dump()).has_value());
    for (const auto* key : {"id", "command", "data"}) {
        auto lame = command;
        lame.erase(key);
        EXPECT_NE(problems("command_frame.json", lame), "");
        EXPECT_FALSE(formats::parse_command(lame.dump()).has_value()) << "without " << key;
    }
}

TEST(Messages, AreBoundedInTheSchemasAsInTheServer) {
    const auto topics = read_schema("subscribe_frame.json").at("properties").at("topics");
    EXPECT_EQ(topics.at("maxItems"), limits::topics_per_client);
    EXPECT_EQ(read_schema("command_frame.json").at("properties").at("id").at("maxLength"), 64);
}

}  // namespace frames_test
}  // namespace bowball::contract
