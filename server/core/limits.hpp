// Every bound of the house, each with its reason. What is not bounded here is bounded nowhere, and that is a bug.
#pragma once
#include <cstddef>

#include "core/time.hpp"

namespace bowball::limits {

// --- devices and links ---
/// Longest line a device may send before its driver gives up and looks for the next one. Real ones stay below 200.
inline constexpr std::size_t device_line_bytes = 4096;
/// Largest result file taken from a watched folder. A LIF of a marathon has about 200 KB.
inline constexpr std::size_t device_file_bytes = 4 * 1024 * 1024;
/// Largest picture taken from one: of it only the head is kept, and the digest. A line camera of 6,000 lines and 20,000 columns has
/// 360 MB before it is packed.
inline constexpr std::size_t device_picture_bytes = 512ULL * 1024 * 1024;
/// Beginning of such a file that its driver sees. Cameras put colour profiles and thumbnails before the size of a JPEG.
inline constexpr std::size_t device_head_bytes = 256 * 1024;
/// Read in one go while it is digested.
inline constexpr std::size_t device_portion_bytes = 1024 * 1024;
/// Stamps of a timer that are remembered to tell a transfer from its memory; frames of one, to tell what was sent twice.
inline constexpr std::size_t remembered_stamps = 2000;
inline constexpr std::size_t remembered_frames = 64;
/// Samples of one trace: from 500 ms before the signal to 1000 ms after it, at 4 kHz (rules of the sports, 7). About 30 KB of
/// journal.
inline constexpr std::size_t trace_samples = 6000;
/// Traces kept of one meet: eight lanes of 600 starts, 60 MB of memory.
inline constexpr std::size_t traces = 5000;
/// Traces of which a driver has some parts and waits for the others: every lane twice.
inline constexpr std::size_t unfinished_traces = 32;
/// Pictures of a photo finish, and their scales, of which the other half may still come, or be corrected: some days of racing.
inline constexpr std::size_t pictures = 1000;
/// Most results in one file. A mass start has some hundreds; more is no race, and would swell a journal entry.
inline constexpr std::size_t result_rows = 1000;
/// A device that can be reached answers a call, or is found dead, within this.
inline constexpr Duration device_answer = 5s;
/// First and longest wait before a lost link is opened again.
inline constexpr Duration reopen_first_wait = 250ms;
inline constexpr Duration reopen_longest_wait = 5s;

/// Bytes of recordings that wait for the disk, of all devices together: a day of a timer, minutes of traces.
inline constexpr std::size_t recording_waits = 16U << 20U;

// --- race loop ---
/// Observations and commands drained into one commit. Bounds the time a batch can keep the loop.
inline constexpr std::size_t batch_entries = 256;
/// Inputs waiting for the race loop. 10,000 impulses a second for six seconds of a stalled disk.
inline constexpr std::size_t race_queue = 65536;
/// Entries kept in memory while the journal cannot be written, until it can again.
inline constexpr std::size_t unwritten_entries = 1'000'000;
/// Of these, written in one go when the disk works again: 0.2 s in which no batch is drained.
inline constexpr std::size_t catch_up_entries = 20'000;
/// Command ids remembered to make a repeated command harmless: two days of frantic clicking.
inline constexpr std::size_t remembered_commands = 20'000;

/// Runs looked through for references of a replacement time. Pairs give ten in ten runs; older ones say little of today's sensors.
inline constexpr std::size_t reference_runs = 20;
/// Impulses before a run that are looked through to know whether a system sees a point at all: three full races.
inline constexpr std::size_t recent_impulses = 300;

/// Orders by which officials settled the ties of one event: more than it has crews.
inline constexpr std::size_t settled_ties = 400;

/// Tests of inputs in one meet: one before each race, and some in between.
inline constexpr std::size_t input_tests = 2'000;

/// Impulses that no race claims are counted so far beyond those that are listed: more is a broken sensor, whatever the number.
inline constexpr std::size_t unlisted_counted = 10'000;
/// Half-width beyond which a device's clock is doubted: its stamps may then be off by as much as half a hand's.
inline constexpr Duration doubtful_clock = 100ms;

// --- entries, schedule, records ---
/// Largest list of entries. 5,000 rows of an eight with everybody's name have 1 MB; only who may change the programme can send one.
inline constexpr std::size_t entries_bytes = 1024 * 1024;
inline constexpr std::size_t entry_rows = 5'000;
/// Lists that are being read, checked or accepted at once.
inline constexpr std::size_t entry_lists_waiting = 2;
/// Columns of a row: every seat of an eight with name, year and club, and what an export adds.
inline constexpr std::size_t entry_columns = 200;
/// Lines of one quoted field. A quote that is never closed would else swallow the rest of the file.
inline constexpr std::size_t entry_field_lines = 10;
inline constexpr std::size_t crew_members = 30;        ///< a dragon boat has 22
inline constexpr std::size_t crew_changes = 100;       ///< of one crew: what somebody wants to read of it
inline constexpr std::int32_t delay_minutes = 24 * 60; ///< a day; further is another programme
inline constexpr std::size_t records = 5'000;          ///< six kinds for 30 events, and personal bests of everybody
inline constexpr std::size_t record_facts = 200;       ///< of one race: a dozen for each lane

// --- text from people ---
inline constexpr std::size_t name_bytes = 200;
inline constexpr std::size_t reason_bytes = 1000;
inline constexpr std::size_t message_characters = 200;   ///< on a scoreboard: more is too small to be read from afar
inline constexpr std::size_t message_lines = 3;
inline constexpr std::size_t photo_readers = 8;        ///< of one race, whose readings are kept beside each other
inline constexpr std::size_t objections_per_race = 200;   ///< decided ones that are kept to be shown: no crew objects so often
inline constexpr std::size_t interruptions = 20;         ///< of one run, that can still be taken back: abandoned, to be rowed again
inline constexpr std::size_t lanes_per_race = 400;  ///< a head race numbers its crews as lanes

// --- network ---
/// The longest order, a draw of 400 lanes, has 11 KB.
inline constexpr std::size_t inbound_message_bytes = 16 * 1024;
/// A person taps some five times a second, and a page probes the clock in between.
inline constexpr std::size_t inbound_messages_per_second = 20;
/// Pages follow about ten; race/*/board is one.
inline constexpr std::size_t topics_per_client = 32;
/// Browsers send below 2 KB.
inline constexpr std::size_t http_header_bytes = 8 * 1024;
/// More than any order, and little enough to be read before it is refused.
inline constexpr std::size_t http_body_bytes = 64 * 1024;
/// Orders nest four deep. A tree is built only of what stays below.
inline constexpr std::size_t json_depth = 16;
/// A page subscribes at once; who says nothing keeps a place from somebody.
inline constexpr Duration say_something_within = 5s;
/// A phone between two cells is back sooner. Who takes nothing for so long has gone without a word.
inline constexpr Duration write_stall = 10s;
inline constexpr Duration acknowledge_within = 15s;      ///< of what TCP has sent: the kernel ends the connection then
/// Of a client's bytes that were handed to the kernel and have not left: two seconds of a line of 8 KB/s.
inline constexpr std::size_t unsent_in_kernel_bytes = 16 * 1024;
/// Of one message. Nobody needs to cut 16 KB into more pieces, and empty ones cost a server time and their sender nothing.
inline constexpr std::size_t inbound_fragments = 1024;
inline constexpr Duration linger_for = 2s;              ///< for the other end's last word, after ours
/// Answers waiting for one client: half a minute of orders at the full rate, none of them read. Views need no bound, at most
/// one of each topic waits; nor does the log, it waits in the ring.
inline constexpr std::size_t answers_waiting = 512;
/// Answers of that kind in bytes. A refusal has 200; hello 300; this is far more than anybody waits for.
inline constexpr std::size_t outbox_bytes = 256 * 1024;
/// Answers that wait for news (long poll), and for how long at most: proxies give up after 30 s or 60 s.
inline constexpr std::size_t long_polls = 2'000;
inline constexpr Duration long_poll_longest = 25s;
/// To send a whole request, or to say something over TLS; and to take a whole answer.
inline constexpr Duration http_request_within = 15s;
inline constexpr Duration http_answer_within = 60s;
/// Of requests that come while one is being answered.
inline constexpr std::size_t http_pipelined_bytes = 16 * 1024;
/// Clients of the public that are served in one go. In between come orders, probes of the clock, and what is new
/// for officials and boards.
inline constexpr std::size_t fan_out_slice = 128;
/// Long polls that are answered in one go.
inline constexpr std::size_t poll_slice = 64;
/// Ten thousand screens, and all who work here.
inline constexpr std::size_t connections = 10'500;
inline constexpr std::size_t connections_kept_for_officials = 100;  ///< several pages each
inline constexpr std::size_t connections_per_address = 2'000;  ///< a stadium behind one router is one address
/// Boards without a token that are served before the public, and of these from one address. A large venue has some dozens of walls and
/// overlays; whoever else calls himself a board is served with the public.
inline constexpr std::size_t boards = 100;
inline constexpr std::size_t boards_per_address = 20;
/// Clients that may come back within a second, and when the first and the last of those that are sent away come.
inline constexpr std::size_t returns_per_second = 2'000;
inline constexpr Duration soonest_return = 500ms;
inline constexpr Duration latest_return = 60s;
inline constexpr std::size_t log_ring_entries = 50'000;        ///< events kept for resuming: several days of racing
/// Entries in one answer of HTTP, and answers that are kept because the next one asks for the same: 8 MB at most, the whole of a long day.
inline constexpr std::size_t log_page_entries = 1'000;
inline constexpr std::size_t log_pages = 16;
inline constexpr Duration heartbeat = 5s;                      ///< a page says that the link is gone after 2.5 of them
inline constexpr Duration edge_heartbeat = 15s;                ///< of an edge: many clients, and most of them on batteries
/// Connections that an edge lets in: a handshake costs as much as hundreds of frames, and those who are here come first.
inline constexpr std::size_t newcomers_per_second = 2'000;
inline constexpr std::size_t newcomers_at_once = 4'000;

/// Requests of the set-up page that a thread has not answered yet: a password takes it 64 MiB and a tenth of a second.
inline constexpr std::size_t setups_waiting = 4;

/// Questions "what if" that the race thread has not answered yet: each keeps it as long as two judgements.
inline constexpr std::size_t what_ifs_waiting = 4;

// --- videos ---
inline constexpr std::size_t videos = 64;              ///< cameras of a venue, and the files of its days
inline constexpr std::size_t video_sightings = 1000;   ///< of one video: a known instant every half minute of a day
/// Boards on the health view, and reports of one that count within a second.
inline constexpr std::size_t displays_listed = 50;
inline constexpr Duration display_report_rhythm = 500ms;

/// Read of a file in one go: two seconds of a good recording. A player asks for the next piece while it shows this one.
inline constexpr std::size_t file_piece_bytes = 2 * 1024 * 1024;
/// Answers that wait for a piece or hold one, until it is sent: 128 MB at most.
inline constexpr std::size_t file_answers = 64;
/// Of one file: the disk that it is on may hang, and the others go on.
inline constexpr std::size_t file_answers_of_one = 16;
/// Whoever waits for a piece is told then that its disk hangs.
inline constexpr Duration file_answer_within = 10s;

// --- photo-finish pictures ---
/// Whose digests are remembered, of a folder: more than are looked at beside one another.
inline constexpr std::size_t digested_pictures = 64;
/// In one list. A season of one venue; the oldest are found on the disk.
inline constexpr std::size_t recordings_listed = 500;

// --- feeds that are polled ---
/// A picture is never later; the past is held for so long.
inline constexpr Duration feed_delay_longest = 60s;
/// Versions of views held for that: a minute of five races at sixty changes a second. 4 KB each.
inline constexpr std::size_t feed_versions = 20'000;
/// Documents kept because the next poll asks for the same: every feed of two races in every form.
inline constexpr std::size_t feed_documents = 64;
inline constexpr std::size_t feed_tokens = 200;
/// Of one user of feeds: a graphics engine polls ten feeds ten times a second.
inline constexpr std::size_t feed_polls_per_second = 200;

// --- hub ---
/// Entries appended to the stream in one round trip, and about how many bytes: what a thin uplink takes in some seconds.
inline constexpr std::size_t relay_entries_at_once = 256;
inline constexpr std::size_t relay_bytes_at_once = 512 * 1024;
/// Largest frame of a view that is taken from a hub. Results of 400 lanes have some 300 KB.
inline constexpr std::size_t view_frame_bytes = 1024 * 1024;
/// Views that leave again in one go: those of the whole programme must not stand before a new one.
inline constexpr std::size_t relay_views_again = 32;
/// Bytes of frames on the way before it is waited for the hub: more would be stale when a stalled link takes them.
inline constexpr std::size_t relay_bytes_on_the_way = 256 * 1024;

// --- people ---
inline constexpr std::size_t sessions = 500;
inline constexpr std::size_t waiting_sign_ins = 16;  ///< argon2id takes 75 ms each, in one thread
inline constexpr std::size_t wrong_tries = 10'000;   ///< people whose wrong passwords are counted, 100 bytes each
inline constexpr Duration session_life = 16h;        ///< a long regatta day

}  // namespace bowball::limits
