#include "formats/config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "folders.hpp"
#include "formats/archive.hpp"
#include "formats/programme.hpp"
#include "formats/rule_file.hpp"
#include "rules/fields.hpp"

namespace bowball::formats {
namespace config_test {

std::string refusal(std::string_view text) {
    const auto read = read_config(text, "venue.toml");
    return read ? "accepted" : read.error().text;
}

TEST(Config, AnEmptyFileIsTheDefaults) {
    const auto config = read_config("", "venue.toml").value();
    EXPECT_EQ(config.server.address, "127.0.0.1") << "nobody is let in unless told so";
    EXPECT_EQ(config.server.port, 8080);
}

TEST(Config, TheShippedConfigurationSaysWhatTheDefaultsAre) {
    const auto shipped = load_config(source_folder() + "/config/bowball.toml").value();
    const Config usual;
    EXPECT_EQ(shipped.server.address, usual.server.address);
    EXPECT_EQ(shipped.server.port, usual.server.port);
    EXPECT_EQ(shipped.server.tls, usual.server.tls);
    EXPECT_EQ(shipped.server.tls_port, usual.server.tls_port);
    EXPECT_EQ(shipped.server.officials_need_tls, usual.server.officials_need_tls);
    EXPECT_EQ(shipped.server.lock_after_min, usual.server.lock_after_min);
    EXPECT_EQ(shipped.server.names, usual.server.names);
    EXPECT_EQ(shipped.server.net_threads, usual.server.net_threads);
    EXPECT_EQ(shipped.server.tls_certificate, usual.server.tls_certificate);
    EXPECT_EQ(shipped.capture.record, usual.capture.record);
    EXPECT_EQ(shipped.capture.realtime, usual.capture.realtime);
    EXPECT_EQ(shipped.capture.lock_memory, usual.capture.lock_memory);
    EXPECT_EQ(shipped.feeds.result_sheets, usual.feeds.result_sheets);
    EXPECT_EQ(shipped.log.level, usual.log.level);
    EXPECT_TRUE(shipped.devices.empty());
}

TEST(Config, ThereIsNoRelayUnlessItIsAskedFor) {
    const auto shipped = load_config(source_folder() + "/config/bowball.toml").value();
    EXPECT_EQ(shipped.relay, RelayConfig{});
    EXPECT_EQ(shipped.backup, BackupConfig{});
    EXPECT_TRUE(shipped.relay.url.empty());
}

TEST(Config, TwoServersOfAVenueKnowOfOneAnother) {
    const auto config = read_config("[standby]\npages = \"http://192.168.1.11:8080\"\nothers = [\"https://second.local\"]\nyield_after_s = 15\ntake_over_after_s = 20\n", "venue.toml").value();
    EXPECT_EQ(config.standby.others, (std::vector<std::string>{"https://second.local"}));
    EXPECT_EQ(config.standby.yield_after_s, 15u);
    EXPECT_EQ(refusal("[standby]\npages = \"192.168.1.11\"\n"), "venue.toml: standby.pages is an address as \"http://192.168.1.12:8080\".");
    EXPECT_EQ(refusal("[standby]\nothers = [\"http://second.local/console\"]\n"), "venue.toml: standby.others has addresses as \"http://192.168.1.11:8080\".");
    EXPECT_EQ(refusal("[standby]\nyield_after_s = 2\n"), "venue.toml: standby.take_over_after_s and standby.yield_after_s are 0, or 5 to 3600.");
}

TEST(Config, ARelayNamesItsHubAndItsMeet) {
    const auto config = read_config("[relay]\nurl = \"tls://hub:4222\"\nmeet = \"lake\"\nuser = \"venue\"\npassword_file = \"secret\"\nentries = \"whole\"\nreplicas = 3\n", "/etc/bowball/venue.toml").value();
    EXPECT_EQ(config.relay.url, "tls://hub:4222");
    EXPECT_EQ(config.relay.password_file, "/etc/bowball/secret");
    EXPECT_EQ(config.relay.entries, "whole");
    EXPECT_EQ(refusal("[relay]\nurl = \"nats://hub\"\n"), "venue.toml: relay.meet is missing: what the meet is called on the hub.");
    EXPECT_EQ(refusal("[relay]\nmeet = \"lake\"\n"), "venue.toml: relay.url is missing: nats://HOST:4222.");
    EXPECT_EQ(refusal("[relay]\nurl = \"nats://hub\"\nmeet = \"lake\"\nentries = \"all\"\n"), "venue.toml: relay.entries is \"public\" or \"whole\".");
    EXPECT_EQ(refusal("[relay]\nurl = \"nats://hub\"\nmeet = \"lake\"\nuser = \"venue\"\n"), "venue.toml: relay.user and relay.password_file go together: both, or neither.");
    EXPECT_NE(refusal("[relay]\nuri = \"nats://hub\"\n").find("venue.toml:2:"), std::string::npos);
}

TEST(Config, BackupsAreKeptForThreeMonthsAtLeast) {
    const auto config = read_config("[backup]\nfolder = \"disk\"\nevery_min = 5\nkeep_days = 400\n", "/etc/bowball/venue.toml").value();
    EXPECT_EQ(config.backup.folder, "/etc/bowball/disk");
    EXPECT_EQ(config.backup.every_min, 5u);
    EXPECT_EQ(config.backup.keep_days, 400);
    EXPECT_EQ(refusal("[backup]\nfolder = \"disk\"\nkeep_days = 0\n"), "accepted");
    EXPECT_EQ(refusal("[backup]\nfolder = \"disk\"\nkeep_days = 91\n"), "venue.toml: backup.keep_days is at least 92: what a result stands on is kept for three months. 0 keeps all.");
    EXPECT_EQ(refusal("[backup]\nfolder = \"disk\"\nevery_min = 0\n"), "venue.toml: backup.every_min is between 1 and 1440 minutes.");
    EXPECT_EQ(refusal("[backup]\nkeep_days = 100\n"), "venue.toml: backup.folder is missing: where the backups go, on another disk.");
}

TEST(Config, ThereIsAnEndToNetThreads) {
    EXPECT_EQ(refusal("[server]\nnet_threads = 65\n"), "venue.toml: server.net_threads is at most 64.");
    EXPECT_EQ(refusal("[server]\nnet_threads = 64\n"), "accepted");
}

TEST(Config, TlsNeedsBothFilesAndAPortOfItsOwn) {
    EXPECT_EQ(refusal("[server]\ntls_key = \"x.pem\"\n"), "venue.toml: server.tls_certificate and server.tls_key go together: both, or neither.");
    EXPECT_EQ(refusal("[server]\nport = 8443\n"), "venue.toml: server.tls_port must be another than server.port.");
    EXPECT_EQ(refusal("[server]\nport = 8443\ntls = false\n"), "accepted");
    EXPECT_EQ(read_config("[server]\ntls_key = \"k.pem\"\ntls_certificate = \"c.pem\"\n", "/venue/x.toml").value().server.tls_key, "/venue/k.pem");
}

TEST(Config, TheShippedVenuesAreInOrder) {
    auto count = 0;
    for (const auto& file : std::filesystem::directory_iterator{source_folder() + "/config/venues"}) {
        const auto config = load_config(file.path().string());
        EXPECT_TRUE(config) << (config ? "" : config.error().text);
        if (config) {
            EXPECT_FALSE(config->channels.empty()) << file.path();
        }
        ++count;
    }
    EXPECT_GE(count, 2);
}

TEST(Config, UnknownKeysAreRefusedWithLineColumnAndAGuess) {
    EXPECT_EQ(refusal("[server]\nport = 80\nadress = \"x\"\n"), "venue.toml:3:10: server.adress is not known here. Did you mean \"address\"?");
    EXPECT_EQ(refusal("[sever]\n"), "venue.toml:1:1: sever is not known here. Did you mean \"server\"?");
}

TEST(Config, WrongValuesSayWhereAndWhatIsAllowed) {
    EXPECT_EQ(refusal("[server]\nport = \"80\"\n"), "venue.toml:2:8: server.port must be an integer.");
    EXPECT_EQ(refusal("[server]\nport = 99999\n"), "venue.toml:2:8: server.port is out of range: 99999.");
    EXPECT_EQ(refusal("[server\n").substr(0, 13), "venue.toml:1:");
    EXPECT_NE(refusal("[[devices]]\nname=\"a\"\ndriver=\"x\"\n[[channels]]\ndevice=\"a\"\nchannel=\"C0\"\npoint=\"finnish\"\n").find("venue.toml:7:7: channels[0].point: \"finnish\" is no timing point"), std::string::npos);
    EXPECT_NE(refusal("[log]\nlevel = \"loud\"\n").find("trace, debug, info, warn or error"), std::string::npos);
}

TEST(Config, DevicesAndChannelsMustFitTogether) {
    EXPECT_NE(refusal("[[devices]]\nname=\"a\"\ndriver=\"x\"\n[[devices]]\nname=\"a\"\ndriver=\"x\"\n").find("two devices named \"a\""), std::string::npos);
    EXPECT_NE(refusal("[[channels]]\ndevice=\"b\"\nchannel=\"C0\"\npoint=\"finish\"\n").find("there is no device \"b\""), std::string::npos);
    EXPECT_NE(refusal("[[devices]]\ndriver=\"x\"\n").find("lacks \"name\""), std::string::npos);
    EXPECT_NE(refusal("[[devices]]\nname=\"a\"\ndriver=\"x\"\nclock_ppb=0\n").find("between 1 and 500000"), std::string::npos) << "no clock is exact";
    EXPECT_NE(refusal("[[devices]]\nname=\"../../x\"\ndriver=\"x\"\n").find("no \"/\""), std::string::npos);
    EXPECT_NE(refusal("[[devices]]\nname=\"a\\u0007\"\ndriver=\"x\"\n").find("no control characters"), std::string::npos);
    EXPECT_EQ(refusal("[[devices]]\nname=\"finish a\"\ndriver=\"x\"\n").find("no \"/\""), std::string::npos);
}

TEST(Config, SettingsOfADeviceMayBeTextsNumbersAndTruths) {
    const auto config = read_config("[[devices]]\nname=\"t\"\ndriver=\"alge_timy\"\nlink=\"tcp://h:1\"\n[devices.settings]\ncommands=\"PRE4\"\nchecksum=\"auto\"\n", "v.toml").value();
    EXPECT_EQ(config.devices.at(0).settings.size(), 2u);
}

TEST(RuleFile, TheShippedRuleSetsAreInOrderAndInherit) {
    const auto sets = load_rule_sets(source_folder() + "/config/rules").value();
    const auto find = [&](std::string_view id) { return *std::ranges::find(sets, id, &rules::RuleSet::id); };
    auto usual = find("rowing");
    EXPECT_THAT(usual.clauses.false_start, ::testing::StartsWith("World Rowing"));
    usual.clauses = {};
    EXPECT_EQ(usual, (rules::RuleSet{})) << "the file says what the engine's defaults are, and where the rule book says it";
    EXPECT_EQ(find("athletics_long").clauses, find("athletics").clauses);
    EXPECT_EQ(find("alpine_time_trial").clauses.false_start, "") << "no clause of another sport";
    EXPECT_EQ(find("rowing_universiade").time.unit, 1ms);
    EXPECT_EQ(find("rowing_universiade").start.reaction_threshold, 90ms);
    EXPECT_EQ(find("canoe_sprint").start.reaction_threshold, 90ms);
    EXPECT_EQ(find("athletics").start.reaction_threshold, 100ms);
    EXPECT_EQ(find("athletics").time.rounding, rules::Rounding::up);
    EXPECT_EQ(find("swimming").start.reaction_threshold, std::nullopt);
    EXPECT_EQ(find("time_trial").start.kind, rules::StartKind::individual);
    EXPECT_NE(rule_set_digest(find("rowing")), rule_set_digest(find("athletics")));
}

/// The rule set of a folder that holds one file with these lines under [start.onset].
Result<std::vector<rules::RuleSet>> onset_rules(const std::string& lines) {
    const auto folder = std::filesystem::temp_directory_path() / ("bowball_onset_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    std::ofstream{folder / "own.toml"} << "id = \"own\"\n[start.onset]\n" << lines;
    auto sets = load_rule_sets(folder.string());
    std::filesystem::remove_all(folder);
    return sets;
}

TEST(RuleFile, SaysHowAnOnsetIsFound) {
    const auto sets = onset_rules("algorithm = \"absolute_threshold\"\nprefer = \"sensor\"\nlevel_milli = 500\nlevel_unit = \"m/s2\"\nheld_for_ms = 2\n").value();
    const auto& onset = sets.at(0).start.onset;
    EXPECT_EQ(onset.algorithm, rules::OnsetAlgorithm::absolute_threshold);
    EXPECT_EQ(onset.prefer, rules::ReactionSource::sensor);
    EXPECT_EQ(rules::describe(onset), "0.500 m/s2 over baseline 200 ms, held 2 ms");
    EXPECT_NE(rule_set_digest(sets.at(0)), rule_set_digest(rules::RuleSet{}));
}

TEST(RuleFile, RefusesAnOnsetThatNobodyKnows) {
    EXPECT_NE(onset_rules("algorithm = \"magic\"\n").error().text.find("absolute_threshold, relative_threshold, baseline_sigma"), std::string::npos);
    EXPECT_NE(onset_rules("sigma = 5\n").error().text.find("sigma_percent"), std::string::npos);
    EXPECT_NE(onset_rules("sigma_percent = 5\n").error().text.find("start.onset.sigma_percent"), std::string::npos);
}

TEST(RuleFile, ADefaultOnsetLeavesJournalsAndDigestsAsTheyWere) {
    JsonWriter out;
    rules::RuleSet rules;
    WriteArchive{out, nanoseconds}.put(rules);
    EXPECT_EQ(std::string{out.text()}.find("onset"), std::string::npos);
}

TEST(RuleFile, SaysHowReplacementTimesAreReckoned) {
    const auto folder = std::filesystem::path{build_folder()} / "rule_files";
    std::filesystem::create_directories(folder);
    const auto read = [&](const std::string& group) {
        std::ofstream{folder / "ski.toml"} << "id = \"ski\"\n[redundancy]\n" << group;
        return load_rule_sets(folder.string());
    };
    const auto redundancy = read("sync_check = true\nreference_policy = \"five_and_five\"\ncorrection_unit_ms = 10\n").value().front().redundancy;
    EXPECT_TRUE(redundancy.sync_check);
    EXPECT_EQ(redundancy.reference_policy, rules::ReferencePolicy::five_and_five);
    EXPECT_EQ(redundancy.correction_unit, 10ms);
    EXPECT_EQ(redundancy.references, 10U) << "what is not said stays";
    EXPECT_FALSE(read("fewest_references = 11\n").has_value());
    EXPECT_FALSE(read("sync_chek = true\n").has_value());
}

TEST(Programme, TheDemoRegattaIsInOrder) {
    const auto orders = load_programme(source_folder() + "/config/demo/regatta.toml", WallTime{}).value();
    EXPECT_EQ(std::ranges::count_if(orders, [](const engine::Command& c) { return std::holds_alternative<engine::ScheduleRace>(c); }), 9);
    EXPECT_EQ(std::ranges::count_if(orders, [](const engine::Command& c) { return std::holds_alternative<engine::EnterCrew>(c); }), 36);
}

TEST(Programme, SaysWhereAMistakeIs) {
    EXPECT_EQ(read_programme("name = \"x\"\n[[races]]\nnumber = 1\nlane = [1]\n", "p.toml", WallTime{}).error().text,
              "p.toml:4:8: races[0].lane is not known here. Did you mean \"lanes\"?");
}

}  // namespace config_test
}  // namespace bowball::formats
