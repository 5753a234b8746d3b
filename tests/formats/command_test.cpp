#include "formats/command.hpp"

#include <gtest/gtest.h>

#include <random>

namespace bowball::formats {
namespace command_test {

std::string message(std::string_view command, std::string_view data, std::string_view reason = "") {
    return R"({"v":1,"kind":"command","id":"x-1","command":")" + std::string{command} + R"(","reason":")" + std::string{reason} + R"(","data":)" + std::string{data} + "}";
}

TEST(Command, ReadsWhatAPageSends) {
    const auto parsed = parse_command(message("decide_false_start", R"({"race":3,"run":1,"verdict":"upheld","responsible":[4,5]})", "clear")).value();
    EXPECT_EQ(parsed.id, "x-1");
    EXPECT_EQ(parsed.reason, "clear");
    const auto& decision = std::get<engine::DecideFalseStart>(parsed.command);
    EXPECT_EQ(decision.race, RaceId{3});
    EXPECT_EQ(decision.verdict, engine::Verdict::upheld);
    EXPECT_EQ(decision.responsible, (std::vector{LaneNumber{4}, LaneNumber{5}}));
    EXPECT_EQ(name_of(parsed.command), "decide_false_start");
}

TEST(Command, TimesAreMicroseconds) {
    const auto parsed = parse_command(message("add_impulse", R"({"race":1,"point":"split 500","lane":null,"at_us":1795455600123456,"uncertainty_us":200000})")).value();
    const auto& added = std::get<engine::AddImpulse>(parsed.command);
    EXPECT_EQ(to_ns(added.at), 1795455600123456000);
    EXPECT_EQ(added.clock_uncertainty, 200ms);
    EXPECT_EQ(added.point, (TimingPoint{PointKind::split, 500}));
    EXPECT_EQ(added.lane, std::nullopt);
}

TEST(Command, AWatchsTimeIsASpan) {
    const auto parsed = parse_command(message("add_watch_time", R"({"race":1,"point":"finish","lane":3,"time_us":401300000,"watch":"Anna's"})")).value();
    const auto& read = std::get<engine::AddWatchTime>(parsed.command);
    EXPECT_EQ(read.time, 401300ms);
    EXPECT_EQ(read.lane, LaneNumber{3});
    EXPECT_EQ(read.watch, "Anna's");
    EXPECT_EQ(read.instead_of, std::nullopt);
    EXPECT_FALSE(parse_command(message("add_watch_time", R"({"race":1,"point":"finish","lane":3})")).has_value()) << "what was read must be said";
    const auto again = parse_command(message("add_watch_time", R"({"race":1,"point":"finish","lane":3,"time_us":401200000,"instead_of":811})")).value();
    EXPECT_EQ(std::get<engine::AddWatchTime>(again.command).instead_of, ImpulseId{811});
}

TEST(Command, ReadsOrdersAboutTwoSystems) {
    const auto check = std::get<engine::CheckSync>(parse_command(message("check_sync", R"({"channels":[{"device":"a","channel":"C0"},{"device":"b","channel":"C1"}]})")).value().command);
    EXPECT_TRUE(check.impulses.empty());
    EXPECT_EQ(check.channels.at(1).channel, "C1");
    const auto accepted = parse_command(message("accept_replacement", R"({"race":2,"point":"finish","lane":4,"impulse":812,"correction_us":-82000})", "masked")).value();
    EXPECT_EQ(std::get<engine::AcceptReplacement>(accepted.command).correction, -82ms);
    EXPECT_FALSE(parse_command(message("accept_replacement", R"({"race":2,"point":"finish","lane":4,"impulse":812})")).has_value()) << "what was seen must be said";
}

TEST(Command, AWithdrawalSaysWhatWasSeenToWait) {
    const auto digest = std::string(64, 'a');
    const auto withdrawn = std::get<engine::WithdrawProposal>(parse_command(message("withdraw_proposal", R"({"race":1,"change":"confirm","digest":")" + digest + "\"}", "no")).value().command);
    EXPECT_EQ(withdrawn.change, engine::OfficialChange::confirm);
    EXPECT_EQ(to_hex(withdrawn.digest.value()), digest);
    EXPECT_FALSE(std::get<engine::WithdrawProposal>(parse_command(message("withdraw_proposal", R"({"race":1,"change":"reopen"})", "no")).value().command).digest);
    EXPECT_FALSE(parse_command(message("withdraw_proposal", R"({"race":1})", "no")).has_value()) << "what was seen must be said";
}

TEST(Command, ReadsWhatTheScoreboardIsToShow) {
    const auto told = std::get<engine::ShowOnBoard>(parse_command(message("show_on_board", R"({"shows":"message","text":"Lunch\nuntil 14:00"})")).value().command);
    EXPECT_EQ(told.shows, engine::BoardFace::message);
    EXPECT_EQ(told.text, "Lunch\nuntil 14:00");
    for (const auto* face : {"automatic", "race", "schedule", "medals"})
        EXPECT_EQ(to_string(std::get<engine::ShowOnBoard>(parse_command(message("show_on_board", std::string{R"({"shows":")"} + face + "\"}")).value().command).shows), face);
    EXPECT_EQ(parse_command(message("show_on_board", R"({"shows":"video"})")).error().text, "data.shows: \"video\" is not one of: automatic, race, schedule, medals, message.");
    EXPECT_FALSE(parse_command(message("show_on_board", R"({"text":"Lunch"})")).has_value()) << "a face must be said";
    EXPECT_EQ(parse_command(message("show_on_board", R"({"shows":"message","text":")" + std::string(801, 'x') + "\"}")).error().text, "data.text is too long.");
    EXPECT_FALSE(parse_command(message("show_on_board", "{\"shows\":\"message\",\"text\":\"\xff\"}")).has_value()) << "no UTF-8";
}

TEST(Command, RefusalsNameTheKeyAndWhatIsWrong) {
    EXPECT_EQ(parse_command(message("set_status", R"({"race":1,"lane":4,"status":"DMF"})")).error().text,
              "data.status: \"DMF\" is no status. Use DNS, DNF, EXC, DSQ, BUW, REL or SCR.");
    EXPECT_EQ(parse_command(message("call_race", R"({"race":"one"})")).error().text, "data.race must be an integer.");
    EXPECT_EQ(parse_command(message("call_race", R"({"race":-1})")).error().text, "data.race is out of range: -1.");
    EXPECT_EQ(parse_command(message("fly", "{}")).error().text, "There is no command \"fly\".");
    EXPECT_EQ(parse_command("{}").error().text, "id must be a text of 1 to 64 characters, made anew for each order.");
}

TEST(Command, WhatDevicesReportIsNotTakenFromText) {
    for (const auto* name : {"report_impulse", "report_loss", "report_result"}) EXPECT_EQ(parse_command(message(name, "{}")).error().code, errc::bad_input);
}

TEST(Command, SizeAndNestingAreBounded) {
    EXPECT_EQ(parse_command(message("call_race", "{\"race\":1}", std::string(20'000, 'x'))).error().code, errc::too_large);
    EXPECT_EQ(parse_command(std::string(1000, '{')).error().code, errc::bad_input);
}

TEST(Command, GarbageIsAnErrorAndNeverACrash) {
    std::mt19937 random{17};
    const auto good = message("read_photo", R"({"race":1,"document":"a.png","resolution_us":1000,"rows":[{"lane":1,"place":1,"time_us":400000000,"status":"","remark":""}]})");
    EXPECT_TRUE(parse_command(good).has_value());
    for (int i = 0; i < 20'000; ++i) {
        auto damaged = good;
        for (int n = 0; n < 3; ++n) damaged[random() % damaged.size()] = static_cast<char>(random());
        std::ignore = parse_command(damaged).has_value();
    }
}

}  // namespace command_test
}  // namespace bowball::formats
