import type { WordList } from './prohibited-words.ts';

const listed = (text: string): readonly string[] => text.trim().split(/\s+/);

/**
 * The words a new city begins with: insults, threats and slurs in Japanese and English. None names an opinion, a party, an
 * office or who holds one. What is allowed are words and endings in which one of them appears by chance.
 */
export const starterWords: WordList = {
  words: listed(`
    ばか 馬鹿 莫迦 あほ 阿呆 しね 死ね 氏ね タヒね 死んでしまえ しんでしまえ 死んでくれ しんでくれ 殺す 殺してやる ころす ころしてやる ぶっころす ぶっ殺す
    きえろ 消えろ うせろ 失せろ だまれ 黙れ でぶ ぶす はげ ほも きもい キモい うざい きちがい 気違い 基地外 キ印 めくら つんぼ かたわ 片輪 びっこ 土人 非国民
    人間のくず にんげんのくず くずやろう くず野郎 くそやろう くそ野郎 糞野郎 くそじじい くそばばあ くそくらえ くそったれ ばかやろう 馬鹿野郎 低能 のうなし 能無し うんこ ちんこ まんこ
    きさま 貴様 ごみくず ゴミ人間 生きる価値がない 首をつれ
    idiot idiots idiotic moron morons bitch bitches asshole assholes fuck fucking fucker fuckers shit shitty bullshit bastard bastards retard retards retarded
    whore whores cunt cunts slut sluts scumbag scumbags dickhead wanker faggot faggots killyourself kys
  `),
  allowed: listed(`
    ばかんす ばかり ばかなり めんばか なんばか さばか ればか けばか せばか てばか えばか ねばか そばかす たばか ばから ばかーど ろばか しばか アルバカーキ サバカン こばか おおばかん やばか
    あほうどり あほろーとる じゃあほか まあほか まあほ さあほ
    わしねこ だしね すしね いしね たしね るしね うしね くしね むしね ぬしね つしね ぶしね えしね しねま しねん しねばなら しねすた
    ところす こころす いころす きえろー かきえろ たきえろ はだまれ
    でぶり でぶら でぶつ でぶん でぶじ でぶた でぶどう
    おむにぶす ぶすぺ ぶすが ぶすて ぶすべ ぶすこし ぶすう さぶすく さぶすと ぶすば ぶすた のぶす えぶすた とぶす よぶす
    はげわし はげし はげま はげむ はげん はげつ はげい はげき はげす はげー はげた はげら はげっ はげじゅん こはげ はげと はげん
    ほもさぴえんす ほもじ ほもの ほもせ にほも えほも いほも ほもく かほも
    きもいい きもいる きもいた きもいく きもいま きもいっ きもいえ きもいし どうざい うざいりょう うざいさん ようざい こうざい そうざい とうざい ぼうざい じょうざい
    いきちがい ききちがい かきちがい おきちがい つきちがい ゆきちがい すきちがい
    めくらない めくられ めくらべ めくらべる かたわら かたわれ びっこう つんぼう
    うんこう うんこん ちんこう ちんこん ちんこつ ぷちんこ ぱちんこ まんこう まんこつ まんこん きさまざま きさまよ はだまれば
    国土人 本土人 郷土人 風土人 低能率 高低能 黙れば 消えろう 殺すこと 見殺す
  `),
};
