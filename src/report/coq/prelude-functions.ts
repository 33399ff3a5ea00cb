// What exported theorems need of functions; Coq's own library is enough to prove it.

/** Functions by their names: |u|, sgn, max, min, exp, ln, roots, sin, cos, tanh. */
export const FUNCTION_PRELUDE = `(* |u|, sgn(u), max and min. *)
Definition sgn (u : R) : R := if Rlt_dec u 0 then -1 else 1.
Lemma sgn_square u : sgn u ^ 2 = 1. Proof. unfold sgn. destruct (Rlt_dec u 0); ring. Qed.
Lemma sgn_nonzero {s} : s ^ 2 = 1 -> s <> 0. Proof. intros e ->. revert e. simpl. lra. Qed.
Lemma sgn_abs u : Rabs u = sgn u * u.
Proof. unfold sgn, Rabs. destruct (Rlt_dec u 0), (Rcase_abs u); lra. Qed.
Lemma sgn_pos {u} : 0 < u -> sgn u = 1. Proof. unfold sgn. destruct (Rlt_dec u 0); lra. Qed.
Lemma sgn_neg {u} : u < 0 -> sgn u = -1. Proof. unfold sgn. destruct (Rlt_dec u 0); lra. Qed.
Lemma sgn_scaled {u v} c : 0 < c -> u = c * v -> sgn u = sgn v.
Proof.
  intros p ->. unfold sgn. destruct (Rlt_dec v 0) as [n | n].
  - generalize (mul_pos_neg p n). destruct (Rlt_dec (c * v) 0); lra.
  - generalize (mul_nonneg_nonneg (nonneg_of_pos p) (Rnot_lt_le _ _ n)). destruct (Rlt_dec (c * v) 0); lra.
Qed.
Lemma sgn_mirrored {u v} c : v <> 0 -> 0 < c -> u = - (c * v) -> sgn u = - sgn v.
Proof.
  intros z p ->. destruct (Rtotal_order v 0) as [n | [n | n]]; [ | lra | ].
  - rewrite (sgn_neg n), (sgn_pos (opp_neg (mul_pos_neg p n))). ring.
  - rewrite (sgn_pos n), (sgn_neg (opp_pos (mul_pos_pos p n))). ring.
Qed.
Lemma abs_scaled {u v s} (e : s * v = Rabs v) c : 0 < c -> u = c * v -> Rabs u = s * u.
Proof. intros p ->. rewrite Rabs_mult, (Rabs_pos_eq c), <- e by lra. ring. Qed.
Lemma abs_mirrored {u v s} (e : s * v = Rabs v) c : 0 < c -> u = - (c * v) -> Rabs u = - (s * u).
Proof. intros p ->. rewrite Rabs_Ropp, (abs_scaled e c p eq_refl). ring. Qed.
Lemma sign_pos {u s} : s * u = Rabs u -> 0 < u -> s = 1.
Proof. intros e p. rewrite Rabs_pos_eq in e by lra. apply (Rmult_eq_reg_r u); lra. Qed.
Lemma sign_neg {u s} : s * u = Rabs u -> u < 0 -> s = -1.
Proof. intros e n. rewrite Rabs_left in e by exact n. apply (Rmult_eq_reg_r u); lra. Qed.
Lemma max_rule a b : Rmax a b = (a + b + Rabs (a - b)) / 2.
Proof. unfold Rmax, Rabs. destruct (Rle_dec a b), (Rcase_abs (a - b)); lra. Qed.
Lemma min_rule a b : Rmin a b = (a + b - Rabs (a - b)) / 2.
Proof. unfold Rmin, Rabs. destruct (Rle_dec a b), (Rcase_abs (a - b)); lra. Qed.

(* exp and ln. *)
Lemma exp_sum {u v a b} : exp u = a -> exp v = b -> exp (u + v) = a * b.
Proof. intros <- <-. apply exp_plus. Qed.
Lemma exp_minus {u a} : exp u = a -> exp (- u) = / a. Proof. intros <-. apply exp_Ropp. Qed.
Lemma exp_times {u a} (k : nat) z : Z.of_nat k = z -> exp u = a -> exp (IZR z * u) = a ^ k.
Proof.
  intros <- <-. rewrite <- INR_IZR_INZ. induction k as [| k IH].
  - simpl. rewrite Rmult_0_l. apply exp_0.
  - rewrite S_INR, Rmult_plus_distr_r, Rmult_1_l, exp_plus, IH. simpl. ring.
Qed.
Lemma exp_tangent u : 0 <= exp u - 1 - u. Proof. generalize (exp_ineq1_le u). lra. Qed.
Lemma log_tangent {u} : 0 < u -> 0 <= u - 1 - ln u.
Proof. intros p. generalize (exp_ineq1_le (ln u)). rewrite (exp_ln u p). lra. Qed.
Lemma log_lower {u} : 0 < u -> 0 <= ln u - 1 + 1 / u.
Proof. intros p. generalize (log_tangent (inv_pos p)). rewrite (ln_Rinv u p). unfold Rdiv. lra. Qed.

Lemma exp_log {u} : 0 < u -> exp (ln u) - u = 0. Proof. intros p. rewrite (exp_ln u p). ring. Qed.

(* Roots. *)
Definition root (n : nat) (u : R) : R :=
  if Rlt_dec 0 u then Rpower u (/ INR n) else if Rlt_dec u 0 then - Rpower (- u) (/ INR n) else 0.
Lemma Rpower_root n u : n <> 0%nat -> 0 < u -> Rpower u (/ INR n) ^ n = u.
Proof.
  intros z p. rewrite <- Rpower_pow by apply exp_pos.
  rewrite Rpower_mult, Rinv_l, Rpower_1; auto using not_0_INR.
Qed.
Lemma root_nonneg n u : 0 <= u -> 0 <= root n u.
Proof.
  intros p. unfold root. destruct (Rlt_dec 0 u); [left; apply exp_pos |].
  destruct (Rlt_dec u 0); lra.
Qed.
Lemma root_even {u} n : Nat.eqb n 0 = false -> 0 <= u -> root n u ^ n = u.
Proof.
  intros z p. apply Nat.eqb_neq in z. unfold root.
  destruct (Rlt_dec 0 u); [now apply Rpower_root |]. destruct (Rlt_dec u 0); [lra |].
  rewrite pow_ne_zero by exact z. lra.
Qed.
Lemma root_odd u n : Nat.odd n = true -> root n u ^ n = u.
Proof.
  intros o. assert (z : n <> 0%nat) by (intros ->; discriminate). unfold root.
  destruct (Rlt_dec 0 u); [now apply Rpower_root |].
  destruct (Rlt_dec u 0); [| rewrite pow_ne_zero by exact z; lra].
  apply Nat.odd_spec in o as [m e].
  assert (s : forall v, (- v) ^ n = - v ^ n).
  { intros v. rewrite e, Nat.add_1_r, <- !tech_pow_Rmult, !pow_mult. replace ((- v) ^ 2) with (v ^ 2) by ring. ring. }
  rewrite s, Rpower_root; [ring | exact z | lra].
Qed.
Lemma sqrt_square_rule {u} : 0 <= u -> sqrt u ^ 2 = u. Proof. intros p. now rewrite pow2_sqrt. Qed.
Lemma pos_of_power {r u} n : r ^ n = u -> Nat.eqb n 0 = false -> 0 <= r -> u <> 0 -> 0 < r.
Proof.
  intros e z [p | <-] n0; [exact p |]. apply Nat.eqb_neq in z. destruct n0. rewrite <- e. now apply pow_ne_zero.
Qed.
Section OddRoots.
Variables (r u : R) (n : nat).
Hypothesis (e : r ^ n = u) (o : Nat.odd n = true).
Lemma odd_root_pos : 0 < u -> 0 < r.
Proof. intros p. destruct (Rle_or_lt r 0) as [q | q]; [generalize (odd_nonpos n o q); lra | exact q]. Qed.
Lemma odd_root_nonneg : 0 <= u -> 0 <= r.
Proof. intros p. destruct (Rlt_or_le r 0) as [q | q]; [generalize (odd_neg n o q); lra | exact q]. Qed.
Lemma odd_root_neg : u < 0 -> r < 0.
Proof. intros p. destruct (Rlt_or_le r 0) as [q | q]; [exact q | generalize (pow_nonneg n q); lra]. Qed.
Lemma odd_root_nonpos : u <= 0 -> r <= 0.
Proof. intros p. destruct (Rle_or_lt r 0) as [q | q]; [exact q | generalize (pow_pos n q); lra]. Qed.
Lemma odd_root_nonzero : u <> 0 -> r <> 0.
Proof. intros p q. apply p. rewrite <- e, q. apply pow_ne_zero. intros z. rewrite z in o. discriminate. Qed.
End OddRoots.
Arguments odd_root_pos {r u}.
Arguments odd_root_nonneg {r u}.
Arguments odd_root_neg {r u}.
Arguments odd_root_nonpos {r u}.
Arguments odd_root_nonzero {r u}.
Lemma power_injective {r s} n : Nat.eqb n 0 = false -> 0 <= r -> 0 <= s -> r ^ n = s ^ n -> r = s.
Proof.
  intros z p q e. apply Nat.eqb_neq in z. destruct n as [| n]; [now destruct z |].
  assert (m : forall v w, 0 <= v -> v < w -> v ^ S n < w ^ S n).
  { intros v w a b. clear e z. induction n as [| n IH]; [simpl; lra |].
    rewrite <- (tech_pow_Rmult v), <- (tech_pow_Rmult w). apply Rmult_le_0_lt_compat; auto. now apply pow_le. }
  destruct (Rtotal_order r s) as [l | [l | l]]; [| exact l |]; apply m in l; auto; lra.
Qed.
Lemma root_value {u} n v : Nat.eqb n 0 = false -> 0 <= v -> v ^ n = u -> root n u = v.
Proof.
  intros z p <-. apply (power_injective n z); auto using root_nonneg, pow_le. apply root_even; auto using pow_le.
Qed.
Lemma sqrt_value {u} v : 0 <= v -> v ^ 2 = u -> sqrt u = v.
Proof. intros p <-. now apply sqrt_pow2. Qed.

(* sin, cos, tanh. *)
Lemma tanh_0 : tanh 0 = 0. Proof. unfold tanh, sinh. rewrite Ropp_0. unfold Rdiv. ring. Qed.
Lemma sin_rule u : sin u ^ 2 = 1 - cos u ^ 2.
Proof. generalize (sin2_cos2 u). unfold Rsqr. intros e. simpl. lra. Qed.
Lemma cosh_pos u : 0 < cosh u. Proof. unfold cosh. generalize (exp_pos u) (exp_pos (- u)). lra. Qed.
Lemma tanh_range u : 0 < 1 - tanh u ^ 2.
Proof.
  unfold tanh. assert (c := cosh_pos u).
  replace (1 - (sinh u / cosh u) ^ 2) with ((cosh u * cosh u - sinh u * sinh u) * (/ cosh u) ^ 2) by (field; lra).
  replace (cosh u * cosh u - sinh u * sinh u) with 1.
  - rewrite Rmult_1_l. apply pow_lt, inv_pos, c.
  - unfold cosh, sinh. rewrite exp_Ropp. field. apply Rgt_not_eq, exp_pos.
Qed.
Lemma tanh_exp u : tanh u * (exp (2 * u) + 1) - (exp (2 * u) - 1) = 0.
Proof.
  assert (p := exp_pos u). replace (2 * u) with (u + u) by ring. rewrite exp_plus.
  unfold tanh, sinh, cosh. rewrite exp_Ropp. field. split; nra.
Qed.
Lemma sin_below u : 0 <= u -> - u <= sin u <= u.
Proof.
  intros [p | <-]; [| rewrite sin_0; lra]. generalize (sin_lt_x u p) (SIN_bound u). intros b [l _]. split; [| lra].
  destruct (Rle_or_lt u PI) as [q | q]; [generalize (sin_ge_0 u (Rlt_le _ _ p) q); lra |].
  generalize PI2_1. lra.
Qed.
Lemma sin_bound u : 0 <= u ^ 2 - sin u ^ 2.
Proof.
  assert (s : forall v, 0 <= v -> 0 <= v ^ 2 - sin v ^ 2).
  { intros v p. generalize (sin_below v p). intros [a b].
    replace (v ^ 2 - sin v ^ 2) with ((v - sin v) * (v + sin v)) by ring. apply mul_nonneg_nonneg; lra. }
  destruct (Rle_or_lt 0 u) as [p | n]; [exact (s u p) |].
  generalize (s (- u) ltac:(lra)). rewrite sin_neg. lra.
Qed.
Lemma sin_sum {u} a b : u = a + b -> sin u - sin a * cos b - cos a * sin b = 0.
Proof. intros ->. rewrite sin_plus. ring. Qed.
Lemma cos_sum {u} a b : u = a + b -> cos u - cos a * cos b + sin a * sin b = 0.
Proof. intros ->. rewrite cos_plus. ring. Qed.
`
