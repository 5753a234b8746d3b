// The scoreboards are steered by officials: what they show, and what a message may be.
#include "engine/scoreboard.hpp"

#include "core/limits.hpp"
#include "world.hpp"

namespace bowball::engine {
namespace scoreboard_test {

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

std::string refused(std::string_view text) {
    const auto message = message_of(text);
    return message ? "taken: " + *message : message.error().text;
}

TEST(Scoreboard, NobodyHasChosenUntilSomebodyDoes) { EXPECT_FALSE(World{}.state.board.has_value()); }

TEST(Scoreboard, ShowsTheNewestChoiceAndWhoMadeIt) {
    World world;
    world.give(ShowOnBoard{BoardFace::medals}).give(ShowOnBoard{BoardFace::message, "Racing is delayed\nNext race 14:20"});
    ASSERT_TRUE(world.state.board.has_value());
    EXPECT_EQ(world.state.board->shows, BoardFace::message);
    EXPECT_EQ(world.state.board->text, "Racing is delayed\nNext race 14:20");
    EXPECT_EQ(world.state.board->by.actor.name, "Anna");
    world.give(ShowOnBoard{BoardFace::schedule});
    EXPECT_EQ(world.state.board->shows, BoardFace::schedule);
    EXPECT_EQ(world.state.board->text, "") << "the message is gone with its face";
    world.give(ShowOnBoard{BoardFace::automatic});
    EXPECT_FALSE(world.state.board.has_value());
}

TEST(Scoreboard, NoRaceIsTouched) {
    World untouched;
    World world;
    world.give(ShowOnBoard{BoardFace::message, "Lunch"});
    for (auto* one : {&untouched, &world}) one->arm().start(10s).finish_all(10s + 6min);
    EXPECT_EQ(digest_of(world.judged()), digest_of(untouched.judged()));
}

TEST(Scoreboard, AMessageHasATextAndNothingElseHas) {
    World world;
    EXPECT_EQ(world.order(ShowOnBoard{BoardFace::message, " \n\t"}).error().text, "Write what the scoreboard is to say.");
    EXPECT_EQ(world.order(ShowOnBoard{BoardFace::medals, "Lunch"}).error().text, "Only a message has a text.");
}

TEST(Scoreboard, AnEntryThatContradictsItselfIsQuarantined) {
    World world;
    world.give(ShowOnBoard{BoardFace::medals});
    world.append(BoardSteered{BoardFace::message, ""});
    world.append(BoardSteered{BoardFace::race, "Lunch"});
    EXPECT_EQ(world.state.quarantine.size(), 2u);
    EXPECT_EQ(world.state.board->shows, BoardFace::medals) << "what stood before";
}

TEST(Scoreboard, AMessageLosesWhatNobodySees) {
    EXPECT_EQ(message_of("  Lunch\t\r\n\r\n until\t14:00 \n").value(), "Lunch\nuntil 14:00");
    EXPECT_EQ(message_of("a\vb\fc").value(), "a\nb\nc");
    EXPECT_EQ(message_of("a\u2028b\u0085c").value(), "a\nb\nc") << "line ends of Unicode";
    EXPECT_EQ(message_of(std::string_view{"L\0u\x1bn\x7f" "c\u0090h", 10}).value(), "Lunch");
    EXPECT_EQ(message_of("\u202eLunch\u202c \u2067at\u2069 \u202atwo\u2066").value(), "Lunch at two") << "what turns the direction of a line";
    EXPECT_EQ(message_of("午餐时间 \U0001F6A3 غداء").value(), "午餐时间 \U0001F6A3 غداء");
    EXPECT_EQ(message_of("می\u200cرویم").value(), "می\u200cرویم") << "a joiner is spelling";
}

TEST(Scoreboard, AMessageOfBlanksSaysNothing) {
    for (const auto* text : {"", "   ", "\u200b", "\u3000\n\u00a0", "\u2800\u3164", "\u202e\u202c", "\x01\x02"}) EXPECT_EQ(refused(text), "Write what the scoreboard is to say.") << text;
}

TEST(Scoreboard, AMessageIsBounded) {
    EXPECT_TRUE(message_of("a\nb\nc").has_value());
    EXPECT_EQ(refused("a\nb\nc\nd"), "A message has at most 3 lines.");
    EXPECT_EQ(message_of(repeated("\U0001F6A3", limits::message_characters)).value().size(), 4 * limits::message_characters);
    EXPECT_EQ(refused(repeated("\U0001F6A3", limits::message_characters + 1)), "A message has at most 200 characters, and this one has 201.");
    EXPECT_EQ(refused("a\xff"), "The message is no text in UTF-8.");
    EXPECT_EQ(refused("\xed\xa0\x80"), "The message is no text in UTF-8.");
}

TEST(Scoreboard, IsSteeredByThoseWhoPublish) {
    for (const auto role : {Role::timekeeper, Role::judge, Role::referee, Role::admin}) EXPECT_TRUE(check_authority(role, ShowOnBoard{}).has_value());
    EXPECT_EQ(check_authority(Role::starter, ShowOnBoard{}).error().text, "A starter may not steer the scoreboard.");
    EXPECT_FALSE(check_authority(Role::viewer, ShowOnBoard{}).has_value());
}

}  // namespace scoreboard_test
}  // namespace bowball::engine
